package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.ConnectionHistoryContract;

final class MemoryConnectionHistoryContractTest extends ConnectionHistoryContract
    implements MemoryFixture {}

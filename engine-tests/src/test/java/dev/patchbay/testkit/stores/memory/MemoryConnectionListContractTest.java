package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.ConnectionListContract;

final class MemoryConnectionListContractTest extends ConnectionListContract
    implements MemoryFixture {}

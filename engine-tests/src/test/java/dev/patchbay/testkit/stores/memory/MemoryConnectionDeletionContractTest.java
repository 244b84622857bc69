package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.ConnectionDeletionContract;

final class MemoryConnectionDeletionContractTest extends ConnectionDeletionContract
    implements MemoryFixture {}

package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.ConnectionPurgeContract;

final class MemoryConnectionPurgeContractTest extends ConnectionPurgeContract
    implements MemoryFixture {}

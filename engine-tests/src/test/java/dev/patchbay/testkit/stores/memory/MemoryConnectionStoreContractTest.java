package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.ConnectionStoreContract;

final class MemoryConnectionStoreContractTest extends ConnectionStoreContract
    implements MemoryFixture {}

package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.StoreReadContract;

class MemoryStoreReadContractTest extends StoreReadContract implements MemoryFixture {}

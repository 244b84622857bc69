package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.StoreRaceContract;

final class MemoryStoreRaceContractTest extends StoreRaceContract implements MemoryFixture {}

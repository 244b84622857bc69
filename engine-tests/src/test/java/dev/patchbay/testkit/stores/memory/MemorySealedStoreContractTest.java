package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.SealedStoreContract;

final class MemorySealedStoreContractTest extends SealedStoreContract implements MemoryFixture {}

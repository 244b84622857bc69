package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.SessionStoreContract;

final class MemorySessionStoreContractTest extends SessionStoreContract implements MemoryFixture {}

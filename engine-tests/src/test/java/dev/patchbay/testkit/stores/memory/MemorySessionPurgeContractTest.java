package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.SessionPurgeContract;

final class MemorySessionPurgeContractTest extends SessionPurgeContract implements MemoryFixture {}

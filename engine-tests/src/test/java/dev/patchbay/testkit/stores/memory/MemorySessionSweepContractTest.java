package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.SessionSweepContract;

final class MemorySessionSweepContractTest extends SessionSweepContract implements MemoryFixture {}

package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.StagedGrantContract;

final class MemoryStagedGrantContractTest extends StagedGrantContract implements MemoryFixture {}

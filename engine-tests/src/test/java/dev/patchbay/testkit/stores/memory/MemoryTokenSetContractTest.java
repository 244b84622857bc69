package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.TokenSetContract;

final class MemoryTokenSetContractTest extends TokenSetContract implements MemoryFixture {}

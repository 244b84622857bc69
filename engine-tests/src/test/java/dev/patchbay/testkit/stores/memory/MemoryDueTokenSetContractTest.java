package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.DueTokenSetContract;

final class MemoryDueTokenSetContractTest extends DueTokenSetContract implements MemoryFixture {}

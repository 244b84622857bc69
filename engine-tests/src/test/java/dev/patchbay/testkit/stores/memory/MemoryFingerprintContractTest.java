package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.FingerprintContract;

final class MemoryFingerprintContractTest extends FingerprintContract implements MemoryFixture {}

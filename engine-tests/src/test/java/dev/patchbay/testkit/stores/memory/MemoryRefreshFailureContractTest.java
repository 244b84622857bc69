package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.RefreshFailureContract;

final class MemoryRefreshFailureContractTest extends RefreshFailureContract
    implements MemoryFixture {}

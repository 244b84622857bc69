package dev.patchbay.testkit.stores.memory;

import dev.patchbay.testkit.stores.SessionCompletionContract;

final class MemorySessionCompletionContractTest extends SessionCompletionContract
    implements MemoryFixture {}

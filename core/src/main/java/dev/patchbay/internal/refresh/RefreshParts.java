package dev.patchbay.internal.refresh;

import dev.patchbay.internal.connection.Revoker;
import dev.patchbay.internal.connection.Vault;

/**
 * What refreshes work with.
 *
 * @param vault where credentials are kept
 * @param readings how they are read
 * @param renewer whom to ask
 * @param revoker ends a credential that came too late for its connection
 * @param health which endpoints take calls
 * @param news whom to tell
 * @param engine threads, time, chance, and the probe of tests
 */
record RefreshParts(
    Vault vault,
    Readings readings,
    Renewer renewer,
    Revoker revoker,
    EndpointHealth health,
    RefreshNews news,
    RefreshSurroundings engine) {}

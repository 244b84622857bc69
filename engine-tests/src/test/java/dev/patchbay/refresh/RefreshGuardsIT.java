package dev.patchbay.refresh;

/** The guards as they are. */
class RefreshGuardsIT extends RefreshGuardContract {}

package dev.patchbay.spi.definition;

/** A way to connect to a service. */
public sealed interface AuthMethod permits OAuth2, AccessToken, ApiKey {}

package dev.patchbay.internal.connection;

import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.TokenGrant;

/** A token set, how it was come by, and what it allows as far as that is known. */
public record Credential(CredentialKind kind, TokenGrant grant, Scopes grantedScopes) {}

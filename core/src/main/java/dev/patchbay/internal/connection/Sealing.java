package dev.patchbay.internal.connection;

import dev.patchbay.internal.protocol.CredentialCodec;
import dev.patchbay.internal.protocol.CredentialCodec.StagedReply;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Seals every secret before it reaches a store, bound to the place where it will stand. */
public final class Sealing {
  private final CredentialCipher cipher;

  public Sealing(CredentialCipher cipher) {
    this.cipher = cipher;
  }

  /** Seals the verifier of a session that is about to be created. */
  public Sealed sealVerifier(Session session, Map<String, String> variables, String verifier) {
    byte[] plaintext = verifier.getBytes(StandardCharsets.US_ASCII);
    return seal(plaintext, context(session, variables, "verifier"));
  }

  public Secret openVerifier(SessionRecord session, Sealed sealed) {
    byte[] plaintext = cipher.open(sealed, context(session, "verifier"));
    Secret verifier = Secret.of(new String(plaintext, StandardCharsets.US_ASCII));
    Arrays.fill(plaintext, (byte) 0);
    return verifier;
  }

  public Sealed sealStaged(SessionRecord session, StagedReply staged) {
    return seal(CredentialCodec.writeStaged(staged), context(session, "staged_grant"));
  }

  public StagedReply openStaged(SessionRecord session, Sealed sealed) {
    byte[] plaintext = cipher.open(sealed, context(session, "staged_grant"));
    StagedReply staged = CredentialCodec.readStaged(plaintext);
    Arrays.fill(plaintext, (byte) 0);
    return staged;
  }

  public Sealed sealGrant(Connection connection, TokenGrant grant, long version) {
    return seal(CredentialCodec.writeGrant(grant), context(connection, grant.name(), version));
  }

  public TokenGrant openGrant(Connection connection, TokenSetRecord tokenSet) {
    byte[] plaintext =
        cipher.open(tokenSet.sealed(), context(connection, tokenSet.name(), tokenSet.version()));
    TokenGrant grant = CredentialCodec.readGrant(plaintext);
    Arrays.fill(plaintext, (byte) 0);
    return grant;
  }

  private Sealed seal(byte[] plaintext, CipherContext context) {
    Sealed sealed = cipher.seal(plaintext, context);
    Arrays.fill(plaintext, (byte) 0);
    return sealed;
  }

  private static CipherContext context(SessionRecord record, String field) {
    return context(record.session(), record.variables(), field);
  }

  private static CipherContext context(
      Session session, Map<String, String> variables, String field) {
    CipherContext.Builder context =
        CipherContext.builder(
            session.workspaceId(), session.id().value(), session.integrationType(), field);
    variables.forEach(context::variable);
    return context.build();
  }

  private static CipherContext context(Connection connection, String tokenSet, long version) {
    CipherContext.Builder context =
        CipherContext.builder(
            connection.workspaceId(),
            connection.id().value(),
            connection.integrationType(),
            "credential");
    connection.variables().forEach(context::variable);
    return context.tokenSet(tokenSet).version(version).build();
  }
}

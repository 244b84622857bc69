package dev.patchbay.testkit.stores;

import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetWrite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sessions and connections that differ by a name. All are of {@link #ACME} unless they say not. */
final class StoreSamples {
  static final WorkspaceId ACME = WorkspaceId.of("ws_acme");
  static final WorkspaceId OTHER = WorkspaceId.of("ws_other");
  static final String GITHUB = "github";
  static final String DEFAULT = "default";
  static final Duration LIFE = Duration.ofMinutes(10);
  static final Duration HOUR = Duration.ofHours(1);
  static final SessionLimits LIMITS = new SessionLimits(LIFE, 1_000, 10_000);

  private StoreSamples() {}

  static SessionRecord.Builder session(String name) {
    return session(ACME, name);
  }

  static SessionRecord.Builder session(WorkspaceId workspaceId, String name) {
    Session session =
        Session.builder(SessionId.of("sess_" + name), workspaceId, GITHUB)
            .returnTo("/settings")
            .build();
    return SessionRecord.builder(session, hash(name), "https://app.example/cb/github", "client-a")
        .sealedVerifier(sealed("verifier " + name));
  }

  static String hash(String name) {
    return "hash_" + name;
  }

  static SessionKey sessionKey(String name) {
    return new SessionKey(ACME, SessionId.of("sess_" + name));
  }

  static SessionKey foreign(SessionKey key) {
    return new SessionKey(OTHER, key.sessionId());
  }

  static SessionClaim.Builder claim(String name) {
    return SessionClaim.builder(hash(name), GITHUB);
  }

  static Sealed sealed(String text) {
    return Sealed.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static ConnectionId connectionId(String name) {
    return ConnectionId.of("conn_" + name);
  }

  static Connection.Builder connection(String name) {
    return connection(ACME, name);
  }

  static Connection.Builder connection(WorkspaceId workspaceId, String name) {
    return Connection.builder(connectionId(name), workspaceId, GITHUB).account(account(name));
  }

  static Account account(String name) {
    return Account.builder("account_" + name).displayName("The " + name).build();
  }

  static ConnectionWrite.Builder insert(String name) {
    return insert(connection(name));
  }

  static ConnectionWrite.Builder insert(Connection.Builder connection) {
    return ConnectionWrite.builder(connection.build())
        .clientId("client-a")
        .tokenSets(tokens(1).build());
  }

  /** A credential that a host handed over and that was not verified: no client, no account. */
  static ConnectionWrite.Builder handOver(String name, String fingerprint) {
    return handOver(connection(name).account(null), fingerprint);
  }

  static ConnectionWrite.Builder handOver(Connection.Builder connection, String fingerprint) {
    return insert(connection.credentialKind(CredentialKind.ACCESS_TOKEN))
        .clientId(null)
        .fingerprint(fingerprint);
  }

  static ConnectionWrite.Builder swap(ConnectionRecord before) {
    return ConnectionWrite.builder(before.connection())
        .clientId("client-a")
        .expectedRevision(before.revision())
        .tokenSets(tokens(2).build());
  }

  /** Tokens that can be refreshed, expire in an hour and are due at once. */
  static TokenSetWrite.Builder tokens(long version) {
    return tokens(DEFAULT, version).refreshable().expiresIn(HOUR).dueIn(Duration.ZERO);
  }

  static TokenSetWrite.Builder tokens(String name, long version) {
    return TokenSetWrite.builder(name, sealed(name + " " + version), version);
  }

  static TokenSetKey tokenSetKey(String connection) {
    return new TokenSetKey(ACME, connectionId(connection), DEFAULT);
  }

  static TokenSetKey foreign(TokenSetKey key) {
    return new TokenSetKey(OTHER, key.connectionId(), key.name());
  }
}

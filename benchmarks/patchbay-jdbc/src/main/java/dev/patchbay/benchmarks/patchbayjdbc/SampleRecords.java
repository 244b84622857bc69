package dev.patchbay.benchmarks.patchbayjdbc;

import dev.patchbay.benchmarks.contest.FilledRows;
import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the managers would hand to the stores, sealed by nobody. */
final class SampleRecords {
  static final String INTEGRATION = "github";
  static final String TOKEN_SET = "default";

  /** Those that were filled in outlive those that are made later, and are told apart by that. */
  static final SessionLimits FILLED_LIMITS = limits(Duration.ofDays(365));

  static final SessionLimits LIMITS = limits(Duration.ofMinutes(10));

  private static final Scopes SCOPES = Scopes.copyOf(Sample.SCOPES);
  private static final Duration DUE = Duration.ofSeconds(Sample.LIFE_SECONDS - 600);
  private static final Sealed VERIFIER = sealed("fake-verifier-%029d".formatted(0));

  private SampleRecords() {}

  private static SessionLimits limits(Duration life) {
    return new SessionLimits(life, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  static SessionRecord session(int row, int filled) {
    Session session =
        Session.builder(
                SessionId.of(FilledRows.session(row)),
                WorkspaceId.of(FilledRows.workspace(row, filled)),
                INTEGRATION)
            .returnTo("/settings")
            .build();
    return SessionRecord.builder(
            session, FilledRows.stateHash(row), Sample.REDIRECT_URI, Sample.CLIENT_ID)
        .requestedScopes(SCOPES)
        .sealedVerifier(VERIFIER)
        .build();
  }

  static ConnectionWrite connection(int row, int filled) {
    Connection connection =
        Connection.builder(
                ConnectionId.of(FilledRows.connection(row)),
                WorkspaceId.of(FilledRows.workspace(row, filled)),
                INTEGRATION)
            .credentialKind(CredentialKind.OAUTH)
            .account(Account.builder(Sample.user(row)).displayName(Sample.user(row)).build())
            .requestedScopes(SCOPES)
            .grantedScopes(SCOPES)
            .build();
    return ConnectionWrite.builder(connection)
        .clientId(Sample.CLIENT_ID)
        .tokenSets(tokens(row, 1))
        .build();
  }

  static TokenSetWrite tokens(int row, long version) {
    String grant =
        """
        {"name":"%s","access_token":"%s","token_type":"bearer","refresh_token":"%s",\
        "scope":"%s","v":1}"""
            .formatted(
                TOKEN_SET, Sample.accessToken(row), Sample.refreshToken(row), SCOPES.joined(" "));
    return TokenSetWrite.builder(TOKEN_SET, sealed(grant), version)
        .refreshable()
        .expiresIn(Duration.ofSeconds(Sample.LIFE_SECONDS))
        .dueIn(DUE)
        .build();
  }

  private static Sealed sealed(String plain) {
    return Sealed.of(plain.getBytes(StandardCharsets.UTF_8));
  }
}

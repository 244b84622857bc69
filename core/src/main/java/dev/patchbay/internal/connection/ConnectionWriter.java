package dev.patchbay.internal.connection;

import dev.patchbay.internal.protocol.RandomText;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.store.AccountKey;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of a grant the connection that is to be written: a new one, or one that it renews. */
public final class ConnectionWriter {
  private final RandomText random;
  private final Sealing sealing;

  public ConnectionWriter(RandomText random, Sealing sealing) {
    this.random = random;
    this.sealing = sealing;
  }

  /** The key that makes a session's connection the only one of its account. */
  public static AccountKey accountKey(SessionRecord session, TokenReply reply, Account account) {
    AccountKey.Builder key =
        AccountKey.builder(session.session().integrationType(), account.id())
            .memberId(session.session().memberId().orElse(null));
    session.variables().forEach(key::variable);
    reply.variables().forEach(key::variable);
    return key.build();
  }

  /** The write of a grant whose account is known; {@code existing} is what it renews, if any. */
  public ConnectionWrite write(Grant grant, @Nullable ConnectionRecord existing) {
    Connection connection = connection(grant, existing);
    long version = existing == null ? 1 : highestVersion(existing) + 1;
    ConnectionWrite.Builder write =
        ConnectionWrite.builder(connection).clientId(grant.session().clientId());
    if (existing != null) {
      write.expectedRevision(existing.revision());
    }
    for (TokenGrant set : grant.reply().grants()) {
      write.tokenSets(tokenSet(connection, set, new Age(version, grant.age())));
    }
    return write.build();
  }

  private Connection connection(Grant grant, @Nullable ConnectionRecord existing) {
    SessionRecord session = grant.session();
    ConnectionId id =
        existing == null ? ConnectionId.of("conn_" + random.next()) : existing.connection().id();
    Optional<Scopes> told = grant.reply().primary().scopes();
    Scopes granted = told.orElse(session.requestedScopes());
    Connection.Builder connection =
        Connection.builder(id, session.session().workspaceId(), session.session().integrationType())
            .memberId(session.session().memberId().orElse(null))
            .account(grant.account())
            .requestedScopes(session.requestedScopes())
            .grantedScopes(granted);
    session.variables().forEach(connection::variable);
    grant.reply().variables().forEach(connection::variable);
    if (told.isEmpty() && !session.requestedScopes().isEmpty()) {
      connection.scopesAssumed();
    }
    Scopes missing = grant.oauth2().requiredScopes().missingFrom(granted);
    if (!missing.isEmpty()) {
      connection
          .status(ConnectionStatus.INSUFFICIENT_SCOPE)
          .statusReason("missing scopes: " + missing.joined(" "));
    }
    return connection.build();
  }

  private TokenSetWrite tokenSet(Connection connection, TokenGrant grant, Age age) {
    TokenSetWrite.Builder write =
        TokenSetWrite.builder(
                grant.name(), sealing.sealGrant(connection, grant, age.version()), age.version())
            .expiresIn(grant.expiresIn().map(age::left).orElse(null))
            .refreshExpiresIn(grant.refreshExpiresIn().map(age::left).orElse(null));
    return grant.refreshToken().isPresent() ? write.refreshable().build() : write.build();
  }

  private static long highestVersion(ConnectionRecord record) {
    return record.tokenSets().values().stream().mapToLong(TokenSetRecord::version).max().orElse(0);
  }

  /** A grant with all that is known of it; its age is how long ago the service gave it. */
  public record Grant(
      SessionRecord session, OAuth2 oauth2, TokenReply reply, Account account, Duration age) {}

  private record Age(long version, Duration age) {
    Duration left(Duration life) {
      Duration left = life.minus(age);
      return left.isNegative() ? Duration.ZERO : left;
    }
  }
}

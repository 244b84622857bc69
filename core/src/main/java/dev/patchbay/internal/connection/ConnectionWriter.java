package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.internal.connection.Placement.Decision;
import dev.patchbay.internal.protocol.RandomText;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.SealedAccount;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of a credential the connection that is to be written: a new one, or one that it renews. */
public final class ConnectionWriter {
  private static final RefreshRules NO_REFRESH = RefreshRules.builder().build();

  private final RandomText random;
  private final Sealing sealing;

  public ConnectionWriter(RandomText random, Sealing sealing) {
    this.random = random;
    this.sealing = sealing;
  }

  /** The write of a credential to where it was decided to belong. */
  public ConnectionWrite write(Draft draft, Decision decision) {
    ConnectionRecord existing = decision.existing().orElse(null);
    Connection connection = connection(draft, existing);
    long version = existing == null ? 1 : highestVersion(existing) + 1;
    SealedAccount account = sealedAccount(connection, existing, version).orElse(null);
    ConnectionWrite.Builder write =
        ConnectionWrite.builder(account == null ? connection : withoutDetails(connection))
            .sealedAccount(account)
            .clientId(draft.origin().clientId().orElse(null))
            .origin(draft.origin().fingerprint().orElse(null));
    if (decision.isFingerprintFree()) {
      write.fingerprint(draft.origin().fingerprint().orElse(null));
    }
    if (existing != null) {
      write.expectedRevision(existing.revision());
    }
    for (TokenGrant set : draft.grants()) {
      Duration dueIn = DueTime.of(connection.id(), set, draft.rules().refresh()).orElse(null);
      write.tokenSets(tokenSet(connection, set, new Age(version, draft.origin().age(), dueIn)));
    }
    return write.build();
  }

  /** One that did not open is kept as it is, unless there is something to take its place. */
  private Optional<SealedAccount> sealedAccount(
      Connection connection, @Nullable ConnectionRecord existing, long version) {
    return Optional.ofNullable(existing)
        .filter(before -> connection.account().filter(it -> !Sealing.hasDetails(it)).isPresent())
        .filter(before -> before.connection().account().equals(connection.account()))
        .filter(before -> before.connection().variables().equals(connection.variables()))
        .flatMap(ConnectionRecord::sealedAccount)
        .or(() -> sealing.sealAccount(connection, version));
  }

  private static Connection withoutDetails(Connection connection) {
    Optional<Account> bare = connection.account().map(it -> Account.builder(it.id()).build());
    return connection.toBuilder().account(bare.orElse(null)).build();
  }

  private Connection connection(Draft draft, @Nullable ConnectionRecord existing) {
    Place place = draft.place();
    ConnectionId id =
        existing == null ? ConnectionId.of("conn_" + random.next()) : existing.connection().id();
    Optional<Scopes> told = draft.grants().get(0).scopes();
    Scopes requested = draft.rules().requested();
    Connection.Builder connection =
        Connection.builder(id, place.workspaceId(), place.integrationType())
            .memberId(place.memberId().orElse(null))
            .credentialKind(draft.origin().kind())
            .account(draft.account().orElse(null))
            .requestedScopes(requested)
            .grantedScopes(told.orElse(requested));
    place.variables().forEach(connection::variable);
    if (told.isEmpty() && !requested.isEmpty()) {
      connection.scopesAssumed();
    }
    Scopes missing = missing(draft, told.orElse(requested));
    if (!missing.isEmpty()) {
      connection
          .status(ConnectionStatus.INSUFFICIENT_SCOPE)
          .statusCause(ErrorCode.INSUFFICIENT_SCOPE.wireValue())
          .statusReason("missing scopes: " + missing.joined(" "));
    }
    return connection.build();
  }

  /** Of a credential that was handed over without its scopes nothing is known to be missing. */
  private static Scopes missing(Draft draft, Scopes granted) {
    boolean unknown = draft.origin().kind() != CredentialKind.OAUTH && granted.isEmpty();
    return unknown ? Scopes.none() : demanded(draft).missingFrom(granted);
  }

  /** Whoever asked for less knows what he needs, so only what was asked for can be missing. */
  private static Scopes demanded(Draft draft) {
    Scopes required = draft.rules().required();
    return draft.origin().kind() == CredentialKind.OAUTH
        ? required.missingFrom(required.missingFrom(draft.rules().requested()))
        : required;
  }

  private TokenSetWrite tokenSet(Connection connection, TokenGrant grant, Age age) {
    TokenSetWrite.Builder write =
        TokenSetWrite.builder(
                grant.name(), sealing.sealGrant(connection, grant, age.version()), age.version())
            .expiresIn(grant.expiresIn().map(age::left).orElse(null))
            .dueIn(age.dueIn())
            .refreshExpiresIn(grant.refreshExpiresIn().map(age::left).orElse(null));
    return grant.refreshToken().isPresent() ? write.refreshable().build() : write.build();
  }

  private static long highestVersion(ConnectionRecord record) {
    return record.tokenSets().values().stream().mapToLong(TokenSetRecord::version).max().orElse(0);
  }

  /** A credential with all that is known of it; the primary token set is the first. */
  public record Draft(
      Place place,
      Optional<Account> account,
      GrantRules rules,
      List<TokenGrant> grants,
      Origin origin) {}

  /** The scopes that were asked for, and what the integration says of scopes and lives. */
  public record GrantRules(Scopes requested, Scopes required, RefreshRules refresh) {
    /** {@return the rules of a definition} */
    public static GrantRules of(Scopes requested, IntegrationDefinition definition) {
      return new GrantRules(
          requested,
          definition.oauth2().map(OAuth2::requiredScopes).orElseGet(Scopes::none),
          refreshOf(definition));
    }

    /** {@return what a refresh does; of a service without OAuth the worst is assumed} */
    public static RefreshRules refreshOf(IntegrationDefinition definition) {
      return definition.oauth2().map(OAuth2::refresh).orElse(NO_REFRESH);
    }
  }

  /**
   * How a credential was come by, through which client, how long ago, and what it is known again
   * by.
   */
  public record Origin(
      CredentialKind kind, Optional<String> clientId, Duration age, Optional<String> fingerprint) {}

  private record Age(long version, Duration age, @Nullable Duration dueIn) {
    Duration left(Duration life) {
      Duration left = life.minus(age);
      return left.isNegative() ? Duration.ZERO : left;
    }
  }
}

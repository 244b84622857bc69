package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.connection.ConnectionWriter.Draft;
import dev.patchbay.internal.connection.ConnectionWriter.Origin;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.TokenSetRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a credential changes that is handed over once more. It may be the repetition of a request
 * whose answer was lost, and must never cost what came of the first one since: a refreshed token, a
 * refresh that is under way, or what the repetition leaves out.
 */
final class Repetition {
  private final Sealing sealing;
  private final Clock clock;

  Repetition(Sealing sealing, Clock clock) {
    this.sealing = sealing;
    this.clock = clock;
  }

  /**
   * Gives what is to be written over a connection.
   *
   * @return the draft, completed by what is known already; empty if the connection stays as it is
   * @throws TemporaryFailureException if the credential is being refreshed and would change
   */
  Optional<Draft> changes(ConnectionRecord record, Draft draft) {
    if (!record.origin().equals(draft.origin().fingerprint())) {
      return Optional.of(draft);
    }
    boolean dead = record.connection().status() == ConnectionStatus.NEEDS_REAUTH;
    if (dead && draft.account().isEmpty()) {
      return Optional.empty(); // nobody has proved that it lives again
    }
    TokenGrant given = draft.grants().get(0);
    Optional<TokenGrant> kept = kept(record, given.name());
    if (kept.isEmpty()) {
      return Optional.of(draft);
    }
    boolean refreshed = !kept.get().accessToken().equals(given.accessToken());
    if (refreshed) {
      return dead ? Optional.of(draft) : Optional.empty();
    }
    Draft completed = completed(record, kept.get(), draft);
    if (!dead && isSame(record, kept.get(), completed)) {
      return Optional.empty();
    }
    refuseWhileRefreshing(record, given.name());
    return Optional.of(completed);
  }

  private void refuseWhileRefreshing(ConnectionRecord record, String tokenSet) {
    boolean running =
        Optional.ofNullable(record.tokenSets().get(tokenSet))
            .flatMap(TokenSetRecord::lease)
            .filter(lease -> lease.expiresAt().isAfter(now(record)))
            .isPresent();
    if (running) {
      throw new TemporaryFailureException(
          ErrorDetail.builder(
                  ErrorCode.OVERLOADED,
                  "The connection was to be changed while its credential is being refreshed; try"
                      + " again shortly")
              .integrationType(record.connection().integrationType())
              .connectionId(record.connection().id())
              .build());
    }
  }

  /** What a connection holds; empty if nothing can ever open it again. */
  private Optional<TokenGrant> kept(ConnectionRecord record, String tokenSet) {
    TokenSetRecord set = record.tokenSets().get(tokenSet);
    return set == null || sealing.isLost(set.sealed()) ? Optional.empty() : open(record, set);
  }

  private Optional<TokenGrant> open(ConnectionRecord record, TokenSetRecord set) {
    try {
      return Optional.of(sealing.openGrant(record.connection(), set));
    } catch (MisconfiguredException unreadable) {
      if (unreadable.code() == ErrorCode.SECRET_UNREADABLE) {
        return Optional.empty();
      }
      throw unreadable;
    }
  }

  private Draft completed(ConnectionRecord record, TokenGrant kept, Draft draft) {
    TokenGrant given = draft.grants().get(0);
    Map<String, String> extra = given.extra().isEmpty() ? kept.extra() : given.extra();
    TokenGrant.Builder grant =
        TokenGrant.builder(given.name(), given.accessToken())
            .tokenType(kept.tokenType().orElse(null))
            .refreshToken(given.refreshToken().or(kept::refreshToken).orElse(null))
            .scopes(given.scopes().or(kept::scopes).orElse(null))
            .expiresIn(given.expiresIn().or(() -> left(record, given.name())).orElse(null));
    extra.forEach(grant::extra);
    Origin origin = draft.origin();
    return new Draft(
        draft.place(),
        draft.account().or(record.connection()::account),
        draft.rules(),
        List.of(grant.build()),
        new Origin(
            origin.kind(),
            origin.clientId().or(record::clientId),
            origin.age(),
            origin.fingerprint()));
  }

  private Optional<Duration> left(ConnectionRecord record, String tokenSet) {
    return Optional.ofNullable(record.tokenSets().get(tokenSet))
        .flatMap(TokenSetRecord::expiresAt)
        .map(end -> Duration.between(now(record), end));
  }

  /** The time of the store, by which leases and lives are to be judged. */
  private Instant now(ConnectionRecord record) {
    return record.readAt().orElseGet(clock::instant);
  }

  /** A life that is told again counts from another moment, so it is no difference. */
  private static boolean isSame(ConnectionRecord record, TokenGrant kept, Draft completed) {
    TokenGrant grant = completed.grants().get(0);
    Connection connection = record.connection();
    return grant.refreshToken().equals(kept.refreshToken())
        && grant.extra().equals(kept.extra())
        && grant.scopes().equals(kept.scopes())
        && completed.origin().clientId().equals(record.clientId())
        && completed.origin().kind() == connection.credentialKind()
        && completed.account().equals(connection.account());
  }
}

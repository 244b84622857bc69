package dev.patchbay.internal.memory;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedAccount;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each step makes of a connection. Pure functions. */
final class ConnectionChanges {

  private ConnectionChanges() {}

  static ConnectionRecord inserted(ConnectionWrite write, Instant now) {
    return written(write.connection().toBuilder().createdAt(now), 1, write, now);
  }

  static ConnectionRecord swapped(ConnectionRecord before, ConnectionWrite write, Instant now) {
    Connection.Builder connection =
        write.connection().toBuilder().createdAt(before.connection().createdAt());
    return written(connection, before.revision() + 1, write, now);
  }

  private static ConnectionRecord written(
      Connection.Builder connection, long revision, ConnectionWrite write, Instant now) {
    Collection<TokenSetRecord> sets =
        write.tokenSets().stream().map(set -> tokenSet(set, now)).toList();
    Connection timed = connection.updatedAt(now).expiresAt(primaryExpiry(sets)).build();
    ConnectionRecord.Builder origin =
        ConnectionRecord.builder(timed, revision)
            .clientId(write.clientId().orElse(null))
            .fingerprint(write.fingerprint().orElse(null))
            .origin(write.origin().orElse(null))
            .sealedAccount(write.sealedAccount().orElse(null));
    return withSets(origin, sets);
  }

  static ConnectionRecord replaced(
      ConnectionRecord before, String name, TokenSetWrite write, Instant now) {
    ConnectionRecord changed = before.toBuilder().tokenSet(name, tokenSet(write, now)).build();
    Collection<TokenSetRecord> sets = changed.tokenSets().values();
    Connection.Builder connection =
        before.connection().toBuilder().updatedAt(now).expiresAt(primaryExpiry(sets));
    if (before.connection().status() == ConnectionStatus.NEEDS_REAUTH) {
      connection.status(ConnectionStatus.ACTIVE).statusCause(null).statusReason(null);
    }
    return record(before, connection.build(), sets);
  }

  static ConnectionRecord failed(
      ConnectionRecord before, TokenSetRecord set, RefreshFailure failure, Instant now) {
    ConnectionRecord noted =
        before.toBuilder().tokenSet(set.name(), failed(set, failure, now)).build();
    return failure.status().map(status -> withStatus(noted, status, failure, now)).orElse(noted);
  }

  private static TokenSetRecord failed(TokenSetRecord set, RefreshFailure failure, Instant now) {
    TokenSetRecord.Builder failed =
        set.toBuilder()
            .failedAttempts(set.failedAttempts() + (failure.counted() ? 1 : 0))
            .retryAt(failure.retryIn().map(now::plus).orElse(null));
    if (set.lease().filter(lease -> lease.attemptId().equals(failure.attemptId())).isPresent()) {
      failed.lease(null);
    }
    return failure.outcomeUnknown() ? failed.outcomeUnknown().build() : failed.build();
  }

  private static ConnectionRecord withStatus(
      ConnectionRecord before, ConnectionStatus status, RefreshFailure failure, Instant now) {
    Connection connection =
        before.connection().toBuilder()
            .status(status)
            .statusCause(failure.cause().orElse(null))
            .statusReason(failure.reason().orElse(null))
            .updatedAt(now)
            .build();
    return record(before, connection, before.tokenSets().values());
  }

  /** The next revision of a record, with the same client and fingerprint. */
  private static ConnectionRecord record(
      ConnectionRecord before, Connection connection, Collection<TokenSetRecord> sets) {
    return withSets(
        ConnectionRecord.builder(connection, before.revision() + 1)
            .clientId(before.clientId().orElse(null))
            .fingerprint(before.fingerprint().orElse(null))
            .origin(before.origin().orElse(null))
            .sealedAccount(before.sealedAccount().orElse(null)),
        sets);
  }

  /** {@return the connection with one sealed value replaced, and nothing else} */
  static ConnectionRecord resealed(ConnectionRecord before, CipherContext place, Sealed sealed) {
    ConnectionRecord.Builder resealed = before.toBuilder();
    if (place.field().equals(CipherContext.ACCOUNT)) {
      return resealed.sealedAccount(new SealedAccount(sealed, place.version())).build();
    }
    String name = place.tokenSet().orElseThrow();
    TokenSetRecord set = Objects.requireNonNull(before.tokenSets().get(name), name);
    return resealed.tokenSet(name, set.withSealed(sealed)).build();
  }

  private static ConnectionRecord withSets(
      ConnectionRecord.Builder record, Collection<TokenSetRecord> sets) {
    sets.forEach(set -> record.tokenSet(set.name(), set));
    return record.build();
  }

  private static @Nullable Instant primaryExpiry(Collection<TokenSetRecord> sets) {
    return sets.stream().findFirst().flatMap(TokenSetRecord::expiresAt).orElse(null);
  }

  private static TokenSetRecord tokenSet(TokenSetWrite write, Instant now) {
    TokenSetRecord.Builder set =
        TokenSetRecord.builder(write.name(), write.sealed(), write.version())
            .writtenAt(now)
            .dueAt(write.dueIn().map(now::plus).orElse(null))
            .expiresAt(write.expiresIn().map(now::plus).orElse(null))
            .refreshExpiresAt(write.refreshExpiresIn().map(now::plus).orElse(null));
    return write.refreshable() ? set.refreshable().build() : set.build();
  }
}

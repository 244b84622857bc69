package dev.patchbay.internal.memory;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.Lease;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A token set that can be refreshed, and from when on it is to be. */
record DueToken(Instant dueAt, TokenSetKey key) implements Comparable<DueToken> {
  private static final Comparator<DueToken> ORDER =
      Comparator.comparing(DueToken::dueAt)
          .thenComparing(due -> due.key().connectionId().value())
          .thenComparing(due -> due.key().name());

  /** {@return the token sets that have a time from when on they are to be refreshed} */
  static List<DueToken> due(ConnectionRecord record) {
    return of(record, TokenSetRecord::dueAt);
  }

  /** {@return the token sets that are leased, by the end of the lease} */
  static List<DueToken> leased(ConnectionRecord record) {
    return of(record, set -> set.lease().map(Lease::expiresAt));
  }

  /** A dead grant is left out: no refresh revives it, and it would stand first for ever. */
  private static List<DueToken> of(
      ConnectionRecord record, Function<TokenSetRecord, Optional<Instant>> time) {
    Connection connection = record.connection();
    if (connection.status() == ConnectionStatus.NEEDS_REAUTH) {
      return List.of();
    }
    return record.tokenSets().values().stream()
        .filter(TokenSetRecord::refreshable)
        .flatMap(set -> time.apply(set).map(at -> new DueToken(at, key(connection, set))).stream())
        .toList();
  }

  private static TokenSetKey key(Connection connection, TokenSetRecord set) {
    return new TokenSetKey(connection.workspaceId(), connection.id(), set.name());
  }

  @Override
  public int compareTo(DueToken other) {
    return ORDER.compare(this, other);
  }
}

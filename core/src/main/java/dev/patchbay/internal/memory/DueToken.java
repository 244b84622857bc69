package dev.patchbay.internal.memory;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A token set that can be refreshed, and from when on it is to be. */
record DueToken(Instant dueAt, TokenSetKey key) implements Comparable<DueToken> {
  private static final Comparator<DueToken> ORDER =
      Comparator.comparing(DueToken::dueAt)
          .thenComparing(due -> due.key().connectionId().value())
          .thenComparing(due -> due.key().name());

  /** A dead grant is left out: no refresh revives it, and it would stand first for ever. */
  static List<DueToken> of(ConnectionRecord record) {
    Connection connection = record.connection();
    if (connection.status() == ConnectionStatus.NEEDS_REAUTH) {
      return List.of();
    }
    return record.tokenSets().values().stream()
        .filter(TokenSetRecord::refreshable)
        .flatMap(set -> of(connection, set))
        .toList();
  }

  private static Stream<DueToken> of(Connection connection, TokenSetRecord set) {
    TokenSetKey key = new TokenSetKey(connection.workspaceId(), connection.id(), set.name());
    return set.dueAt().map(at -> new DueToken(at, key)).stream();
  }

  @Override
  public int compareTo(DueToken other) {
    return ORDER.compare(this, other);
  }
}

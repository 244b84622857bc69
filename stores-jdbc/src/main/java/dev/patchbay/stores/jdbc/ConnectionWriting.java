package dev.patchbay.stores.jdbc;

import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.WriteOutcome;
import dev.patchbay.stores.jdbc.ConnectionTable.Earlier;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The step that inserts or swaps a connection. Whoever calls it undoes what is not done. */
final class ConnectionWriting {

  private ConnectionWriting() {}

  static WriteOutcome write(Work work, ConnectionWrite write) throws SQLException {
    Optional<Long> expectedRevision = write.expectedRevision();
    return expectedRevision.isPresent()
        ? swap(work, write, expectedRevision.get())
        : insert(work, write);
  }

  private static WriteOutcome insert(Work work, ConnectionWrite write) throws SQLException {
    Instant now = work.now();
    if (!ConnectionTable.insert(work, write, now)) {
      return ConnectionTable.wasDeleted(work, write.connection().id())
          ? WriteOutcome.gone()
          : WriteOutcome.conflict();
    }
    return finish(work, write, new Step(AttemptOutcome.CREATED, 1, now));
  }

  private static WriteOutcome swap(Work work, ConnectionWrite write, long expectedRevision)
      throws SQLException {
    Connection connection = write.connection();
    Optional<Earlier> earlier =
        ConnectionTable.lock(work, connection.workspaceId(), connection.id());
    if (earlier.isEmpty()) {
      return WriteOutcome.gone();
    }
    if (earlier.get().revision() != expectedRevision) {
      return WriteOutcome.conflict();
    }
    Instant now = work.now();
    Optional<Long> number = swap(work, write, earlier.get(), now);
    if (number.isEmpty()) {
      return WriteOutcome.conflict();
    }
    TokenSetTable.delete(work, connection.workspaceId(), List.of(connection.id()));
    return finish(work, write, new Step(AttemptOutcome.RECONNECTED, number.get(), now));
  }

  /** Empty if another connection has its account or its fingerprint. */
  private static Optional<Long> swap(Work work, ConnectionWrite write, Earlier earlier, Instant now)
      throws SQLException {
    try {
      return ConnectionTable.swap(work, write, earlier, now);
    } catch (SQLException failure) {
      if (SqlFailures.isInTheWay(failure)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static WriteOutcome finish(Work work, ConnectionWrite write, Step step)
      throws SQLException {
    Connection connection = write.connection();
    TokenSetTable.insert(work, connection, write.tokenSets(), step.now());
    AttemptTable.Place place =
        new AttemptTable.Place(
            connection.workspaceId(), connection.id(), step.number(), step.now());
    AttemptTable.add(work, place, ConnectionAttempt.builder(step.outcome()).build());
    ConnectionRecord written =
        ConnectionTable.find(work, connection.workspaceId(), connection.id()).orElseThrow();
    return WriteOutcome.done(written.toBuilder().readAt(null).build());
  }

  private record Step(AttemptOutcome outcome, long number, Instant now) {}
}

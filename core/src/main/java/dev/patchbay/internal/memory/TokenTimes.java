package dev.patchbay.internal.memory;

import dev.patchbay.spi.store.ConnectionRecord;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Token sets in the order of one of their times. Thread-safe. */
final class TokenTimes {
  private final Function<ConnectionRecord, List<DueToken>> times;
  private final NavigableSet<DueToken> tokens = new ConcurrentSkipListSet<>();

  /** Of a connection's token sets that have such a time, which one. */
  TokenTimes(Function<ConnectionRecord, List<DueToken>> times) {
    this.times = times;
  }

  void add(ConnectionRecord record) {
    tokens.addAll(times.apply(record));
  }

  void remove(ConnectionRecord record) {
    tokens.removeAll(times.apply(record));
  }

  /** Removes what led to a record and does not lead to the one after. */
  void removeStale(ConnectionRecord before, ConnectionRecord after) {
    List<DueToken> now = times.apply(after);
    times.apply(before).stream().filter(old -> !now.contains(old)).forEach(tokens::remove);
  }

  /** While a change is under way there is the time before and the one after. */
  boolean isOf(DueToken token, ConnectionRecord record) {
    return times.apply(record).contains(token);
  }

  /** The token sets whose time has come by then, the one with the earliest first. */
  Stream<DueToken> until(Instant end) {
    return tokens.stream().takeWhile(token -> !token.dueAt().isAfter(end));
  }
}

package dev.patchbay.internal.refresh;

import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.internal.refresh.RefreshFlight.Cause;
import dev.patchbay.internal.refresh.RefreshFlight.Order;
import dev.patchbay.model.Credentials;
import dev.patchbay.spi.store.TokenSetKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The refreshes that run in this JVM, one a token set at most. Thread-safe. */
final class Flights {
  private final RefreshParts parts;
  private final Map<TokenSetKey, RefreshFlight> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Flights(RefreshParts parts) {
    this.parts = parts;
  }

  /** Joins the refresh that runs for a token set, or begins it. */
  CompletableFuture<Credentials> join(Reading reading, Cause cause) {
    Order order =
        new Order(
            reading.key(),
            reading.set().version(),
            parts.renewer().lane(reading.connection()),
            cause);
    RefreshFlight mine = new RefreshFlight(parts, order, this::landed);
    boolean joins = parts.engine().probe().joinsOthers(order.key());
    RefreshFlight other = joins ? running.putIfAbsent(order.key(), mine) : null;
    if (other != null) {
      return other.outcome();
    }
    if (closed) {
      mine.refused(Bulkheads.closed());
    } else {
      mine.start();
    }
    return mine.outcome();
  }

  private void landed(RefreshFlight flight) {
    running.remove(flight.key(), flight);
  }

  /**
   * Begins a refresh that nobody waits for.
   *
   * @return the refresh; empty if others wait for the service already
   */
  Optional<CompletableFuture<Credentials>> begin(Reading reading, Cause cause) {
    boolean isFree = parts.engine().lanes().isFree(parts.renewer().lane(reading.connection()));
    return isFree ? Optional.of(join(reading, cause)) : Optional.empty();
  }

  /** Takes no new ones, and ends those that only wait. */
  void close() {
    closed = true;
    parts.engine().lanes().close();
    running.values().forEach(RefreshFlight::refuseIfWaiting);
  }

  /** Lets go of whoever still waits. */
  void abandon() {
    running.values().forEach(flight -> flight.refused(Bulkheads.closed()));
  }
}

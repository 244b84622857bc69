package dev.patchbay.internal.refresh;

import dev.patchbay.spi.store.Lease;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leaves the holder of a lease that ran out the time to save what it may have got. Counted from
 * when it was seen here, for the store may have been away from everybody until then. Not
 * thread-safe.
 */
final class Settling {
  private final RefreshSurroundings engine;
  private @Nullable String attemptId;
  private long sinceNanos;

  Settling(RefreshSurroundings engine) {
    this.engine = engine;
  }

  /** {@return whether a token set has no holder that may still save} */
  boolean isOver(Reading reading) {
    Optional<Lease> lapsed = reading.set().lease();
    if (lapsed.isEmpty()) {
      return true;
    }
    if (!lapsed.get().attemptId().equals(attemptId)) {
      attemptId = lapsed.get().attemptId();
      sinceNanos = engine.time().nanos();
    }
    return engine.time().since(sinceNanos).compareTo(engine.settling()) >= 0;
  }
}

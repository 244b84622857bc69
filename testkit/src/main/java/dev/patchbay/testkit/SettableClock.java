package dev.patchbay.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is moved. Thread-safe; copies made by {@link #withZone} move
 * with it.
 */
public final class SettableClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /**
   * Makes a clock in UTC.
   *
   * @param start the time it shows at first
   * @return the clock
   */
  public static SettableClock at(Instant start) {
    Objects.requireNonNull(start, "start");
    return new SettableClock(new AtomicReference<>(start), ZoneOffset.UTC);
  }

  /**
   * Moves the clock.
   *
   * @param amount how far; backwards if negative
   * @return the time it shows now
   */
  public Instant advance(Duration amount) {
    return now.updateAndGet(time -> time.plus(amount));
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(now.get(), "now");
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SettableClock(now, Objects.requireNonNull(other, "other"));
  }

  @Override
  public String toString() {
    return "SettableClock[" + now.get() + ", " + zone + "]";
  }
}

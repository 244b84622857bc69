package dev.patchbay.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Runs as time does, and can be moved ahead for host and sandbox alike. Thread-safe. */
final class MovableClock extends Clock {
  private volatile Clock now = Clock.systemUTC();

  synchronized void advance(Duration amount) {
    now = Clock.offset(now, amount);
  }

  @Override
  public Instant instant() {
    return now.instant();
  }

  @Override
  public ZoneId getZone() {
    return now.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("The demo knows UTC only");
  }
}

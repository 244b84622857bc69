package dev.patchbay.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A node's clock that somebody sets while it runs. */
final class JumpingClock extends Clock {
  private final Clock base;
  private volatile Duration offset = Duration.ZERO;

  JumpingClock(Clock base) {
    this.base = base;
  }

  void jump(Duration by) {
    offset = offset.plus(by);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("A zone is never asked for");
  }
}

package dev.patchbay.refresh;

import dev.patchbay.internal.refresh.RefreshProbe;
import dev.patchbay.spi.store.TokenSetKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often flights look at a row, and else does as another probe. */
record Counting(RefreshProbe inner, AtomicInteger looks) implements RefreshProbe {

  @Override
  public void at(Point point, TokenSetKey key) {
    if (point == Point.BEGUN) {
      looks.incrementAndGet();
    }
    inner.at(point, key);
  }

  @Override
  public boolean bypassesLease(TokenSetKey key) {
    return inner.bypassesLease(key);
  }

  @Override
  public boolean joinsOthers(TokenSetKey key) {
    return inner.joinsOthers(key);
  }

  @Override
  public Duration span(Duration usual) {
    return inner.span(usual);
  }
}

package dev.patchbay.testkit.stores.memory;

import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.stores.StoresFixture;
import java.time.Duration;
import java.time.Instant;

/** The stores in memory, with a clock that only the fixture moves. */
interface MemoryFixture extends StoresFixture {
  Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  @Override
  default Stores createStores() {
    SettableClock clock = SettableClock.at(START);
    return new ClockedStores(new MemoryStores(clock), clock);
  }

  @Override
  default void passTime(Stores stores, Duration duration) {
    ((ClockedStores) stores).clock().advance(duration);
  }

  /** Remembers the clock of the stores that it hands on to. */
  record ClockedStores(Stores stores, SettableClock clock) implements Stores {

    @Override
    public SessionStore sessions() {
      return stores.sessions();
    }

    @Override
    public ConnectionStore connections() {
      return stores.connections();
    }

    @Override
    public SealedStore sealed() {
      return stores.sealed();
    }

    @Override
    public boolean isDurable() {
      return stores.isDurable();
    }
  }
}

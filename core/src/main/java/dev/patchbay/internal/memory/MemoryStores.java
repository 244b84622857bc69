package dev.patchbay.internal.memory;

import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import java.time.Clock;

/** Stores that live as long as their object. Thread-safe. Store time is the clock's. */
public final class MemoryStores implements Stores {
  private final MemorySessionStore sessions;
  private final MemoryConnectionStore connections;
  private final MemorySealedStore sealed;

  /**
   * Makes empty stores.
   *
   * @param clock what the time is
   */
  public MemoryStores(Clock clock) {
    this.connections = new MemoryConnectionStore(clock);
    this.sessions = new MemorySessionStore(clock, connections);
    this.sealed = new MemorySealedStore(sessions, connections);
  }

  @Override
  public SessionStore sessions() {
    return sessions;
  }

  @Override
  public ConnectionStore connections() {
    return connections;
  }

  @Override
  public SealedStore sealed() {
    return sealed;
  }

  @Override
  public boolean isDurable() {
    return false;
  }
}

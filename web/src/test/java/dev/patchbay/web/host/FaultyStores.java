package dev.patchbay.web.host;

import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;

/**
 * Stores whose calls are counted, and can be made to throw.
 *
 * @param real where they go
 * @param faults counts and throws
 */
public record FaultyStores(Stores real, Faults faults) implements Stores {

  @Override
  public SessionStore sessions() {
    return faults.in(SessionStore.class, real.sessions());
  }

  @Override
  public ConnectionStore connections() {
    return faults.in(ConnectionStore.class, real.connections());
  }

  @Override
  public SealedStore sealed() {
    return real.sealed();
  }

  @Override
  public boolean isDurable() {
    return real.isDurable();
  }

  @Override
  public void close() {
    real.close();
  }
}

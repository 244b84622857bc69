package dev.patchbay.internal.connection;

import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;

/** The stores, and what seals what goes into them. */
public record Vault(Stores stores, Sealing sealing) {

  public SessionStore sessions() {
    return stores.sessions();
  }

  public ConnectionStore connections() {
    return stores.connections();
  }
}

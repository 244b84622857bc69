package dev.patchbay.internal.connection;

import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;

/**
 * Where sessions and connections are kept, the sealing of what is secret in them, and what is open
 * of it for a moment.
 */
public record Vault(Stores stores, Sealing sealing, CredentialCache cache) {
  /** {@return the store of the sessions} */
  public SessionStore sessions() {
    return stores.sessions();
  }

  /** {@return the store of the connections} */
  public ConnectionStore connections() {
    return stores.connections();
  }
}

package dev.patchbay.internal.connection;

import dev.patchbay.model.Connection;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.WriteOutcome;

/**
 * Where sessions and connections are kept, the sealing of what is secret in them, and what is open
 * of it for a moment.
 */
public final class Vault {
  private final Stores stores;
  private final Sealing sealing;
  private final CredentialCache cache;
  private final OpenedAccounts connections;

  public Vault(Stores stores, Sealing sealing, CredentialCache cache) {
    this.stores = stores;
    this.sealing = sealing;
    this.cache = cache;
    this.connections = new OpenedAccounts(stores.connections(), sealing);
  }

  /** {@return the sealing of secrets} */
  public Sealing sealing() {
    return sealing;
  }

  /** {@return what is open for a moment} */
  public CredentialCache cache() {
    return cache;
  }

  /** {@return the store of the sessions} */
  public SessionStore sessions() {
    return stores.sessions();
  }

  /** {@return the store of the connections, whose accounts have their ids only if sealed} */
  public ConnectionStore sealedConnections() {
    return stores.connections();
  }

  /** {@return the connection with the details of its account} */
  public Connection opened(ConnectionRecord record) {
    return connections.open(record).connection();
  }

  /** {@return the store of the connections, with the details of their accounts} */
  public ConnectionStore connections() {
    return connections;
  }

  /** {@return what is sealed in both stores} */
  public SealedStore sealed() {
    return stores.sealed();
  }

  /** Ends a session and writes its connection, see {@link SessionStore#complete}. */
  public WriteOutcome complete(SessionKey key, ConnectionWrite write) {
    return connections.open(stores.sessions().complete(key, write));
  }
}

package dev.patchbay.spi.store;

import dev.patchbay.model.Connection;
import java.util.Optional;

/**
 * A connection without its credentials, as a store lists it. Immutable.
 *
 * @param connection the connection as others may see it
 * @param sealedAccount what of its account is sealed; empty if nothing is
 */
public record ListedConnection(Connection connection, Optional<SealedAccount> sealedAccount) {

  /**
   * Leaves the credentials out.
   *
   * @param record the connection
   * @return what a list shows of it
   */
  public static ListedConnection of(ConnectionRecord record) {
    return new ListedConnection(record.connection(), record.sealedAccount());
  }
}

package dev.patchbay.internal.memory;

import dev.patchbay.spi.store.ConnectionRecord;
import java.util.Optional;

/** The account and client whose grants a far-reaching revocation takes together. */
record Grantor(String integrationType, String accountId, Optional<String> clientId) {

  static Optional<Grantor> of(ConnectionRecord record) {
    String integrationType = record.connection().integrationType();
    return record
        .connection()
        .account()
        .map(account -> new Grantor(integrationType, account.id(), record.clientId()));
  }
}

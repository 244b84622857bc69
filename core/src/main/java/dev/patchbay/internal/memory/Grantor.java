package dev.patchbay.internal.memory;

import dev.patchbay.model.Account;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.spi.store.ConnectionRecord;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The client and the account whose grants a far-reaching revocation takes together, as far as they
 * are known.
 */
record Grantor(String integrationType, Optional<String> clientId, Optional<String> accountId) {

  /** Empty if no revocation of grants takes it: an API key belongs to no client. */
  static Optional<Grantor> of(ConnectionRecord record) {
    boolean isKey = record.connection().credentialKind() == CredentialKind.API_KEY;
    return isKey
        ? Optional.empty()
        : Optional.of(
            new Grantor(
                record.connection().integrationType(),
                record.clientId(),
                record.connection().account().map(Account::id)));
  }

  boolean isAccountKnown() {
    return accountId.isPresent();
  }

  /** The same client, whatever the account. */
  Grantor ofAnyAccount() {
    return new Grantor(integrationType, clientId, Optional.empty());
  }

  /** Those whose grants may be of the same client: its own, and those of an unknown one. */
  Stream<Grantor> ofPossibleClients() {
    Grantor unknown = new Grantor(integrationType, Optional.empty(), accountId);
    return clientId.isPresent() ? Stream.of(this, unknown) : Stream.of(this);
  }
}

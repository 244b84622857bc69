package dev.patchbay.internal.memory;

import dev.patchbay.model.Account;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.spi.store.ConnectionRecord;
import java.util.Optional;

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

  /** The same account, of a client that is not known. */
  Grantor ofUnknownClient() {
    return new Grantor(integrationType, Optional.empty(), accountId);
  }

  /** The same account, whatever the client. */
  OfAnyClient ofAnyClient() {
    return new OfAnyClient(integrationType, accountId);
  }

  /** An account, as far as it is known, without the client. */
  record OfAnyClient(String integrationType, Optional<String> accountId) {}
}

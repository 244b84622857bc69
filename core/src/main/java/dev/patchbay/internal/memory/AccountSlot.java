package dev.patchbay.internal.memory;

import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.AccountKey;
import java.util.Optional;

/** The place of an account in a workspace, for one connection at most. */
record AccountSlot(WorkspaceId workspaceId, AccountKey key) {

  /** Empty if the account was never verified: such a connection is like no other. */
  static Optional<AccountSlot> of(Connection connection) {
    return connection
        .account()
        .map(account -> new AccountSlot(connection.workspaceId(), key(connection, account)));
  }

  private static AccountKey key(Connection connection, Account account) {
    AccountKey.Builder key =
        AccountKey.builder(connection.integrationType(), account.id())
            .memberId(connection.memberId().orElse(null));
    connection.variables().forEach(key::variable);
    return key.build();
  }
}

package dev.patchbay.internal.connection;

import dev.patchbay.model.Account;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.AccountKey;
import java.util.Map;
import java.util.Optional;

/** Where a connection belongs: its workspace, integration, owner and variables. */
public record Place(
    WorkspaceId workspaceId,
    String integrationType,
    Optional<MemberId> memberId,
    Map<String, String> variables) {

  /** The key that makes a connection the only one of its account. */
  public AccountKey accountKey(Account account) {
    AccountKey.Builder key =
        AccountKey.builder(integrationType, account.id()).memberId(memberId.orElse(null));
    variables.forEach(key::variable);
    return key.build();
  }
}

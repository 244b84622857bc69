package dev.patchbay.stores.jdbc;

import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.AccountKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Columns that are only compared, and must not be longer than an index takes. Part of the stored
 * form: what goes in must never change.
 */
final class Hashes {
  private static final String UNKNOWN = "";

  private Hashes() {}

  static String ofAccount(WorkspaceId workspaceId, AccountKey key) {
    List<String> parts = new ArrayList<>();
    parts.add(workspaceId.value());
    parts.add(key.integrationType());
    parts.add(key.accountId());
    parts.add(key.memberId().isPresent() ? "member" : "shared");
    parts.add(key.memberId().map(member -> member.value()).orElse(""));
    new TreeMap<>(key.variables())
        .forEach(
            (name, value) -> {
              parts.add(name);
              parts.add(value);
            });
    return hash(parts);
  }

  /** Null if the account was never verified: such a connection is like no other. */
  static @Nullable String ofAccount(Connection connection) {
    return connection
        .account()
        .map(account -> ofAccount(connection.workspaceId(), key(connection, account)))
        .orElse(null);
  }

  private static AccountKey key(Connection connection, Account account) {
    AccountKey.Builder key =
        AccountKey.builder(connection.integrationType(), account.id())
            .memberId(connection.memberId().orElse(null));
    connection.variables().forEach(key::variable);
    return key.build();
  }

  /** Null for an API key, which no revocation of grants takes. */
  static @Nullable String ofSiblingAccount(Connection connection) {
    return isKey(connection) ? null : ofKnown(connection.account().map(Account::id));
  }

  /** Null for an API key, likewise. */
  static @Nullable String ofSiblingClient(Connection connection, Optional<String> clientId) {
    return isKey(connection) ? null : ofKnown(clientId);
  }

  private static boolean isKey(Connection connection) {
    return connection.credentialKind() == CredentialKind.API_KEY;
  }

  private static String ofKnown(Optional<String> value) {
    return value.map(known -> hash(List.of(known))).orElse(UNKNOWN);
  }

  static boolean isKnown(String sibling) {
    return !sibling.equals(UNKNOWN);
  }

  /** Each part goes in with its length before it, so that no two lists of parts look alike. */
  private static String hash(List<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException("This JDK has no SHA-256.", everyJdkHasIt);
    }
  }
}

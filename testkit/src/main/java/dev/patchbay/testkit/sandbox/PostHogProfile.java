package dev.patchbay.testkit.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What PostHog tells about an account or a key. */
final class PostHogProfile {
  static final int TEAM = 12_345;

  static final String KEY_PREFIX = "phx_";
  private static final Map<String, String> ORGANIZATION =
      Map.of("id", "00000000-0000-4000-8000-0000000000bb", "name", "Sandbox Org");

  private PostHogProfile() {}

  static Map<String, @Nullable Object> user(SandboxAccount account) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("uuid", account.id());
    fields.put("distinct_id", "sandbox-" + account.id());
    fields.put("first_name", firstName(account));
    fields.put("last_name", lastName(account));
    fields.put("email", email(account));
    fields.put("organization", ORGANIZATION);
    fields.put("team", Map.of("id", TEAM, "name", "Default project"));
    fields.put("organizations", List.of(ORGANIZATION));
    return fields;
  }

  static Map<String, @Nullable Object> key(SandboxGrant grant) {
    String key = grant.accessToken();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", "key-" + Integer.toHexString(key.hashCode()));
    fields.put("label", "Sandbox key");
    fields.put("mask_value", KEY_PREFIX + "..." + key.substring(key.length() - 4));
    fields.put("scopes", List.copyOf(grant.scopes().values()));
    fields.put("scoped_teams", List.of());
    fields.put("scoped_organizations", List.of());
    fields.put("user_id", userId(grant.account()));
    fields.put("created_at", "2026-01-01T00:00:00Z");
    fields.put("last_used_at", "2026-11-01T00:00:00Z");
    fields.put("last_rolled_at", null);
    return fields;
  }

  static Map<String, @Nullable Object> claims(SandboxGrant grant) {
    SandboxAccount account = grant.account();
    Set<String> scopes = grant.scopes().values();
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("sub", account.id());
    if (scopes.contains("email")) {
      claims.put("email", email(account));
      claims.put("email_verified", !account.emailUnverified());
    }
    if (scopes.contains("profile")) {
      claims.put("given_name", firstName(account));
      claims.put("family_name", lastName(account));
      claims.put("name", account.name().orElse(""));
    }
    return claims;
  }

  // Never the account's id: a user has two ids there, and who mixes them up is to notice.
  private static long userId(SandboxAccount account) {
    return Integer.toUnsignedLong(account.id().hashCode());
  }

  private static @Nullable String email(SandboxAccount account) {
    return account.emailHidden() ? null : account.email().orElse(null);
  }

  private static String firstName(SandboxAccount account) {
    return account.name().orElse("").split(" ", 2)[0];
  }

  private static String lastName(SandboxAccount account) {
    String name = account.name().orElse("");
    return name.substring(firstName(account).length()).strip();
  }
}

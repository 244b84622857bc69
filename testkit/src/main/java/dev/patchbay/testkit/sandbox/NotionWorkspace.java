package dev.patchbay.testkit.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What Notion tells about a grant: the bot, the workspace and who let it in. Immutable. */
final class NotionWorkspace {
  private final SandboxGrant grant;

  NotionWorkspace(SandboxGrant grant) {
    this.grant = grant;
  }

  /** One for each app and user, whatever number of tokens; an internal token has its own. */
  String botId() {
    String bot =
        grant.clientId().map(id -> id + " " + grant.account().id()).orElseGet(grant::accessToken);
    return id("bot", bot);
  }

  String id() {
    return id("workspace", grant.account().id());
  }

  String name() {
    return grant.account().displayName() + "'s workspace";
  }

  Map<String, @Nullable Object> owner() {
    Map<String, @Nullable Object> owner = new LinkedHashMap<>();
    boolean internal = grant.clientId().isEmpty();
    owner.put("type", internal ? "workspace" : "user");
    if (internal) {
      owner.put("workspace", true);
    } else {
      owner.put("user", person(grant.account()));
    }
    return owner;
  }

  private static Map<String, @Nullable Object> person(SandboxAccount account) {
    Map<String, String> person = new LinkedHashMap<>();
    if (!account.emailHidden()) {
      account.email().ifPresent(email -> person.put("email", email));
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("object", "user");
    fields.put("id", id("user", account.id()));
    fields.put("name", account.name().orElse(null));
    fields.put("avatar_url", null);
    fields.put("type", "person");
    fields.put("person", person);
    return fields;
  }

  private static String id(String kind, String source) {
    byte[] name = ("notion " + kind + " " + source).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString();
  }
}

package dev.patchbay.testkit.sandbox;

import dev.patchbay.testkit.Canary;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom a token of Slack speaks for; its prefix tells. */
enum SlackToken {
  BOT("bot", "xoxb-"),
  USER("user", "xoxp-");

  static final Duration LIFETIME = Duration.ofHours(12);
  private static final String ROTATING = "xoxe.";

  private final String type;
  private final String prefix;

  SlackToken(String type, String prefix) {
    this.type = type;
    this.prefix = prefix;
  }

  static SlackToken of(SandboxGrant grant) {
    String token = grant.accessToken();
    return token.startsWith(BOT.prefix) || token.startsWith(ROTATING + BOT.prefix) ? BOT : USER;
  }

  static boolean isRotating(SandboxGrant grant) {
    return grant.accessToken().startsWith(ROTATING);
  }

  static String newRefresh() {
    return "xoxe-1-" + Canary.secret("refresh");
  }

  String newLasting() {
    return prefix + Canary.secret(type);
  }

  String newRotating() {
    return ROTATING + prefix + "1-" + Canary.secret(type);
  }

  String type() {
    return type;
  }

  /** Writes what the reply to an exchange has about a grant. */
  void describe(SandboxGrant grant, Map<String, @Nullable Object> fields) {
    fields.put("scope", grant.scopes().joined(","));
    fields.put("token_type", type);
    fields.put("access_token", grant.accessToken());
    grant
        .refreshToken()
        .ifPresent(
            refreshToken -> {
              fields.put("refresh_token", refreshToken);
              fields.put("expires_in", LIFETIME.toSeconds());
            });
  }
}

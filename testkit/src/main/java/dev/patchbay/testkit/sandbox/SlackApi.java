package dev.patchbay.testkit.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The calls of Slack's Web API that connecting needs: all is told with status 200. Immutable.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/auth.test">auth.test</a>
 * @see <a href="https://docs.slack.dev/reference/methods/users.info">users.info</a>
 * @see <a href="https://docs.slack.dev/reference/methods/auth.revoke">auth.revoke</a>
 */
final class SlackApi {
  static final String BOT_USER = "U0SANDBOT";
  private static final String BEARER = "Bearer ";

  private final SlackTeam team;
  private final boolean rotating;

  SlackApi(SlackTeam team, boolean rotating) {
    this.team = team;
    this.rotating = rotating;
  }

  static SandboxReply error(String code) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", false);
    fields.put("error", code);
    return code.equals("ratelimited")
        ? SandboxReply.json(429, fields).withHeader("Retry-After", "1")
        : SandboxReply.json(200, fields);
  }

  SandboxReply test(RecordedRequest request, Ledger ledger) {
    return withAccess(request, ledger, this::identity);
  }

  /** Knows no user but the token's own. */
  SandboxReply userInfo(RecordedRequest request, Ledger ledger) {
    return withAccess(
        request,
        ledger,
        grant -> {
          if (!grant.scopes().values().contains("users:read")) {
            return error("missing_scope");
          }
          return request.queryParameter("user").filter(grant.account().id()::equals).isPresent()
              ? SandboxReply.json(200, user(grant))
              : error("user_not_found");
        });
  }

  /** Takes refresh tokens too. */
  SandboxReply revoke(RecordedRequest request, Ledger ledger) {
    return withToken(
        request,
        ledger,
        token ->
            ledger
                .findGrant(token)
                .map(
                    grant -> {
                      end(token, grant, ledger);
                      return revoked();
                    }));
  }

  private static SandboxReply withAccess(
      RecordedRequest request, Ledger ledger, Function<SandboxGrant, SandboxReply> answer) {
    return withToken(
        request,
        ledger,
        token ->
            ledger.findGrant(token).filter(grant -> grant.accessToken().equals(token)).map(answer));
  }

  private static SandboxReply withToken(
      RecordedRequest request, Ledger ledger, Function<String, Optional<SandboxReply>> answer) {
    // The service compares the scheme letter by letter.
    Optional<String> token =
        request
            .authorization("")
            .filter(header -> header.startsWith(BEARER))
            .map(header -> header.substring(BEARER.length()));
    if (token.isEmpty()) {
      return error("not_authed");
    }
    return answer.apply(token.get()).orElseGet(() -> error(whyDead(token.get(), ledger)));
  }

  private static String whyDead(String token, Ledger ledger) {
    if (ledger.isExpired(token)) {
      return "token_expired";
    }
    return ledger.isRevoked(token) ? "token_revoked" : "invalid_auth";
  }

  private SandboxReply identity(SandboxGrant grant) {
    boolean bot = SlackToken.of(grant) == SlackToken.BOT;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", true);
    fields.put("url", team.url());
    fields.put("team", team.name());
    fields.put("user", bot ? "sandbot" : grant.account().login());
    fields.put("team_id", team.id());
    fields.put("user_id", bot ? BOT_USER : grant.account().id());
    if (bot) {
      fields.put("bot_id", "B0SANDBOT");
    }
    fields.put("is_enterprise_install", false);
    if (SlackToken.isRotating(grant)) {
      fields.put("expires_in", SlackToken.LIFETIME.toSeconds());
    }
    return SandboxReply.json(200, fields).withHeader("x-oauth-scopes", grant.scopes().joined(","));
  }

  private Map<String, Object> user(SandboxGrant grant) {
    SandboxAccount account = grant.account();
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("real_name", account.displayName());
    account
        .email()
        .filter(email -> !account.emailHidden())
        .filter(email -> grant.scopes().values().contains("users:read.email"))
        .ifPresent(email -> profile.put("email", email));
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("id", account.id());
    user.put("team_id", team.id());
    user.put("name", account.login());
    user.put("profile", profile);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", true);
    fields.put("user", user);
    return fields;
  }

  private void end(String token, SandboxGrant grant, Ledger ledger) {
    if (rotating) {
      ledger.revokeToken(token);
    } else {
      ledger.revokeIf(other -> isSameAuthorization(grant, other));
    }
  }

  // All users of a workspace have one bot between them.
  static boolean isSameAuthorization(SandboxGrant grant, SandboxGrant other) {
    SlackToken kind = SlackToken.of(grant);
    boolean sharedBot = kind == SlackToken.BOT && grant.clientId().equals(other.clientId());
    return kind == SlackToken.of(other) && (sharedBot || other.isLike(grant));
  }

  private static SandboxReply revoked() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", true);
    fields.put("revoked", true);
    return SandboxReply.json(200, fields);
  }
}

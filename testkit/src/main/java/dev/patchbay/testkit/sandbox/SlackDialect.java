package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.testkit.Canary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Slack: every answer with status 200, and scopes and tokens of the bot and of the user apart.
 * Immutable.
 *
 * <p>On the consent page and where a test limits scopes, those of the user begin with {@code
 * user:}; those of the bot are plain. The app has proof keys switched off. Tokens that are given
 * out without any flow are the bot's, API keys are the user's.
 *
 * @see <a href="https://docs.slack.dev/authentication/installing-with-oauth">Installing with
 *     OAuth</a>
 */
public final class SlackDialect implements Dialect {
  private static final List<Route> ROUTES =
      List.of(
          Route.of("GET", "https://slack.com/oauth/v2/authorize", Endpoint.AUTHORIZE),
          Route.of("POST", "https://slack.com/api/oauth.v2.access", Endpoint.TOKEN),
          Route.of("POST", "https://slack.com/api/auth.test", Endpoint.IDENTITY),
          Route.of("GET", "https://slack.com/api/users.info", Endpoint.EMAILS),
          Route.of("POST", "https://slack.com/api/auth.revoke", Endpoint.REVOKE));
  private static final SlackTeam FIRST_TEAM = new SlackTeam("T0SANDBOX", "Sandbox Team");

  private static final int LIVE_TOKENS = 2;

  private final boolean rotating;
  private final SlackTeam team;
  private final SlackApi api;

  private SlackDialect(boolean rotating, SlackTeam team) {
    this.rotating = rotating;
    this.team = team;
    this.api = new SlackApi(team, rotating);
  }

  /** {@return Slack for an app whose tokens do not expire} */
  public static SlackDialect classic() {
    return new SlackDialect(false, FIRST_TEAM);
  }

  /** {@return Slack for an app with token rotation: tokens for twelve hours, each with another} */
  public static SlackDialect rotating() {
    return new SlackDialect(true, FIRST_TEAM);
  }

  /**
   * Moves every account to a workspace.
   *
   * @param id its id
   * @param name its name for people
   * @return the changed copy
   */
  public SlackDialect team(String id, String name) {
    return new SlackDialect(
        rotating,
        new SlackTeam(Objects.requireNonNull(id, "id"), Objects.requireNonNull(name, "name")));
  }

  @Override
  public String integrationType() {
    return "slack";
  }

  @Override
  public String displayName() {
    return "Slack";
  }

  @Override
  public Optional<Endpoint> findEndpoint(RecordedRequest request) {
    return ROUTES.stream().filter(route -> route.matches(request)).map(Route::endpoint).findFirst();
  }

  @Override
  public SandboxReply identity(RecordedRequest request, Ledger ledger) {
    return api.test(request, ledger);
  }

  /** A user with the profile, whose email address takes a scope of its own. */
  @Override
  public SandboxReply emails(RecordedRequest request, Ledger ledger) {
    return api.userInfo(request, ledger);
  }

  /** Ends all that the bot or the user has with the app; with rotation, the one token only. */
  @Override
  public SandboxReply revoke(RecordedRequest request, Ledger ledger) {
    return api.revoke(request, ledger);
  }

  @Override
  public SandboxReply tokens(RecordedRequest request, Approval approval) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("ok", true);
    fields.put("app_id", "A0SANDBOX");
    fields.put("authed_user", authedUser(approval));
    Scopes scopes = SlackScopes.bot(approval.scopes());
    if (!scopes.isEmpty()) {
      SlackToken.BOT.describe(issue(SlackToken.BOT, approval.withScopes(scopes)), fields);
      fields.put("bot_user_id", SlackApi.BOT_USER);
    }
    fields.put("team", team.fields());
    fields.put("enterprise", null);
    fields.put("is_enterprise_install", false);
    if (scopes.values().contains("incoming-webhook")) {
      fields.put("incoming_webhook", webhook());
    }
    return SandboxReply.json(200, fields);
  }

  /** Bot and user are refreshed apart; the tokens of either are at the top. */
  @Override
  public SandboxReply refreshed(RecordedRequest request, SandboxGrant grant) {
    endOldest(grant);
    SlackToken kind = SlackToken.of(grant);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("ok", true);
    fields.put("app_id", "A0SANDBOX");
    fields.put("access_token", grant.accessToken());
    fields.put("refresh_token", grant.refreshToken().orElseThrow());
    grant.lifetimes().access().ifPresent(life -> fields.put("expires_in", life.toSeconds()));
    fields.put("token_type", kind.type());
    fields.put("scope", grant.scopes().joined(","));
    if (kind == SlackToken.USER) {
      fields.put("user_id", grant.account().id());
    } else {
      fields.put("bot_user_id", SlackApi.BOT_USER);
    }
    fields.put("team", team.fields());
    fields.put("enterprise", null);
    fields.put("is_enterprise_install", false);
    return SandboxReply.json(200, fields);
  }

  @Override
  public Lifetimes lifetimes(Scopes granted) {
    return rotating ? Lifetimes.unlimited().withAccess(SlackToken.LIFETIME) : Lifetimes.unlimited();
  }

  @Override
  public Optional<Rotation> rotation() {
    return rotating ? Optional.of(Rotation.strict()) : Optional.empty();
  }

  @Override
  public SandboxReply error(RecordedRequest request, String code) {
    return SlackApi.error(code);
  }

  @Override
  public SandboxReply refuse(Refusal refusal, RecordedRequest request) {
    return SlackApi.error(
        switch (refusal) {
          case MALFORMED_REQUEST -> "invalid_form_data";
          case UNKNOWN_CLIENT -> "invalid_client_id";
          case WRONG_SECRET -> "bad_client_secret";
          case UNSUPPORTED_GRANT_TYPE -> "invalid_grant_type";
          case BAD_CODE -> "invalid_code";
          case USED_CODE -> "code_already_used";
          case REDIRECT_MISMATCH -> "bad_redirect_uri";
          case WRONG_VERIFIER -> "pkce_not_allowed";
          case UNKNOWN_REFRESH_TOKEN,
              FOREIGN_REFRESH_TOKEN,
              USED_REFRESH_TOKEN,
              EXPIRED_REFRESH_TOKEN,
              REVOKED_REFRESH_TOKEN ->
              "invalid_refresh_token";
        });
  }

  @Override
  public Optional<String> findPageProblem(RecordedRequest request) {
    return readScopes(request).isEmpty()
        ? Optional.of("no_scopes: Please name at least one scope for the bot or the user.")
        : Optional.empty();
  }

  /** A client that keeps its secret back is told that the secret is bad. */
  @Override
  public Set<ClientAuthentication> clientAuthentication() {
    return Set.of(ClientAuthentication.BASIC, ClientAuthentication.POST_OR_NONE);
  }

  @Override
  public PkceRule pkce() {
    return PkceRule.REFUSED;
  }

  /** The bot of a workspace is one for all of its users. */
  @Override
  public boolean tellsUsersApart() {
    return false;
  }

  @Override
  public Set<String> demandedParameters() {
    return Set.of();
  }

  @Override
  public Scopes readScopes(RecordedRequest request) {
    return SlackScopes.read(request);
  }

  @Override
  public String newAccessToken() {
    return newToken(SlackToken.BOT);
  }

  @Override
  public String nextAccessToken(SandboxGrant before) {
    return newToken(SlackToken.of(before));
  }

  @Override
  public String newRefreshToken() {
    return SlackToken.newRefresh();
  }

  @Override
  public String newApiKey() {
    return SlackToken.USER.newLasting();
  }

  private Map<String, @Nullable Object> authedUser(Approval approval) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", approval.account().id());
    Scopes scopes = SlackScopes.user(approval.scopes());
    if (!scopes.isEmpty()) {
      SlackToken.USER.describe(issue(SlackToken.USER, approval.withScopes(scopes)), fields);
    }
    return fields;
  }

  private SandboxGrant issue(SlackToken kind, Approval approval) {
    if (!rotating) {
      return approval.issue(newToken(kind));
    }
    SandboxGrant grant = approval.issueRefreshable(newToken(kind), newRefreshToken());
    endOldest(grant);
    return grant;
  }

  // Of one installation no more access tokens are alive, however they were given out.
  private static void endOldest(SandboxGrant newest) {
    newest.ledger().endOldest(LIVE_TOKENS, other -> SlackApi.isSameAuthorization(newest, other));
  }

  private String newToken(SlackToken kind) {
    return rotating ? kind.newRotating() : kind.newLasting();
  }

  // The URL is a secret: who has it can write to the channel.
  private static Map<String, Object> webhook() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("channel", "#general");
    fields.put("channel_id", "C0SANDBOX");
    fields.put("configuration_url", "https://sandbox.slack.com/services/B0SANDBOX");
    fields.put("url", "https://hooks.slack.com/services/" + Canary.secret("webhook"));
    return fields;
  }
}

package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.BodyFormat;
import dev.patchbay.testkit.Canary;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * GitHub: errors with status 200, forms unless JSON is asked for, scopes with commas, and a REST
 * API that wants a {@code User-Agent}. Immutable.
 *
 * @see <a
 *     href="https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps">Authorizing
 *     OAuth apps</a>
 */
public final class GitHubDialect implements Dialect {
  private static final Map<String, Set<String>> IMPLIED =
      Map.of(
          "repo", Set.of("repo:status", "repo_deployment", "public_repo", "repo:invite"),
          "user", Set.of("read:user", "user:email", "user:follow"),
          "admin:org", Set.of("write:org", "read:org"),
          "write:org", Set.of("read:org"));
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "bad_refresh_token", "The refresh token passed is incorrect or expired.",
          "bad_verification_code", "The code passed is incorrect or expired.",
          "incorrect_client_credentials", "The client_id and/or client_secret are incorrect.",
          "redirect_uri_mismatch", "The redirect_uri must match the registered callback URL.",
          "unsupported_grant_type", "The grant_type is not supported.");

  private static final Duration ACCESS_LIFE = Duration.ofHours(8);
  private static final Duration REFRESH_LIFE = Duration.ofDays(184);

  private final boolean gitHubApp;
  private final boolean issuerSent;
  private final GitHubHost host;
  private final GitHubApi api;
  private final List<Route> routes;

  private GitHubDialect(boolean gitHubApp, boolean issuerSent, GitHubHost host) {
    this.gitHubApp = gitHubApp;
    this.issuerSent = issuerSent;
    this.host = host;
    this.api = new GitHubApi(host);
    this.routes = host.routes();
  }

  /** {@return GitHub as an OAuth App sees it: scopes, and tokens that do not expire} */
  public static GitHubDialect oauthApp() {
    return new GitHubDialect(false, true, GitHubHost.everyones());
  }

  /** {@return GitHub as a GitHub App sees it: no scopes, and tokens that expire} */
  public static GitHubDialect gitHubApp() {
    return new GitHubDialect(true, true, GitHubHost.everyones());
  }

  /** {@return the same without {@code iss} on callbacks, as GitHub was before 2026} */
  public GitHubDialect withoutIssuer() {
    return new GitHubDialect(gitHubApp, false, host);
  }

  /**
   * Moves GitHub to a host of an enterprise's own. The API is below {@code /api/v3} there; with
   * data residency, at {@code SUB.ghe.com}, it is at {@code api.SUB.ghe.com}.
   *
   * @param name the name of the host, with a port at most
   * @return the changed copy
   * @throws IllegalArgumentException if it is no such name
   */
  public GitHubDialect at(String name) {
    return new GitHubDialect(gitHubApp, issuerSent, GitHubHost.named(name));
  }

  @Override
  public String integrationType() {
    return "github";
  }

  @Override
  public String displayName() {
    return "GitHub";
  }

  @Override
  public Optional<Endpoint> findEndpoint(RecordedRequest request) {
    return routes.stream().filter(route -> route.matches(request)).map(Route::endpoint).findFirst();
  }

  @Override
  public SandboxReply identity(RecordedRequest request, Ledger ledger) {
    return api.user(request, ledger);
  }

  @Override
  public SandboxReply emails(RecordedRequest request, Ledger ledger) {
    return api.emails(request, ledger);
  }

  @Override
  public SandboxReply revoke(RecordedRequest request, Ledger ledger) {
    return api.deleteToken(request, ledger);
  }

  @Override
  public SandboxReply tokens(RecordedRequest request, Approval approval) {
    SandboxGrant grant =
        gitHubApp
            ? approval.issueRefreshable(newAccessToken(), newRefreshToken())
            : approval.issue(newAccessToken());
    return refreshed(request, grant);
  }

  @Override
  public SandboxReply refreshed(RecordedRequest request, SandboxGrant grant) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Lifetimes lives = grant.lifetimes();
    fields.put("access_token", grant.accessToken());
    lives.access().ifPresent(life -> fields.put("expires_in", life.toSeconds()));
    grant.refreshToken().ifPresent(token -> fields.put("refresh_token", token));
    lives.refresh().ifPresent(life -> fields.put("refresh_token_expires_in", life.toSeconds()));
    fields.put("token_type", "bearer");
    fields.put("scope", grant.scopes().joined(","));
    return inFormatAskedFor(request, fields);
  }

  @Override
  public Lifetimes lifetimes(Scopes granted) {
    return gitHubApp
        ? Lifetimes.unlimited().withAccess(ACCESS_LIFE).withRefresh(REFRESH_LIFE)
        : Lifetimes.unlimited();
  }

  /** Tokens of an OAuth App do not expire, so there is nothing to refresh. */
  @Override
  public Optional<Rotation> rotation() {
    return gitHubApp ? Optional.of(Rotation.strictWithAccess()) : Optional.empty();
  }

  @Override
  public SandboxReply error(RecordedRequest request, String code) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("error", code);
    fields.put("error_description", DESCRIPTIONS.getOrDefault(code, "The request was refused."));
    fields.put("error_uri", "https://docs.github.com");
    return inFormatAskedFor(request, fields);
  }

  @Override
  public SandboxReply refuse(Refusal refusal, RecordedRequest request) {
    return switch (refusal) {
      case UNKNOWN_CLIENT -> SandboxReply.json(404, Map.of("error", "Not Found"));
      case WRONG_SECRET -> error(request, "incorrect_client_credentials");
      case REDIRECT_MISMATCH -> error(request, "redirect_uri_mismatch");
      case BAD_CODE, USED_CODE, WRONG_VERIFIER -> error(request, "bad_verification_code");
      case UNKNOWN_REFRESH_TOKEN,
          FOREIGN_REFRESH_TOKEN,
          USED_REFRESH_TOKEN,
          EXPIRED_REFRESH_TOKEN,
          REVOKED_REFRESH_TOKEN ->
          error(request, "bad_refresh_token");
      case MALFORMED_REQUEST, UNSUPPORTED_GRANT_TYPE -> error(request, refusal.standardCode());
    };
  }

  @Override
  public Set<BodyFormat> bodyFormats() {
    return Set.of(BodyFormat.FORM, BodyFormat.JSON);
  }

  @Override
  public Set<String> demandedParameters() {
    return Set.of();
  }

  @Override
  public Optional<String> issuer() {
    return issuerSent ? Optional.of(host.issuer()) : Optional.empty();
  }

  /** A scope that another one implies is not in the answer. */
  @Override
  public Optional<Scopes> grantable(Scopes requested, Scopes unknown) {
    if (gitHubApp) {
      return Optional.of(Scopes.none());
    }
    Set<String> implied =
        requested.values().stream()
            .flatMap(scope -> IMPLIED.getOrDefault(scope, Set.of()).stream())
            .collect(Collectors.toSet());
    return unknown.isEmpty()
        ? Optional.of(requested.missingFrom(Scopes.copyOf(implied)))
        : Optional.empty();
  }

  @Override
  public Map<String, String> denial() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("error", "access_denied");
    parameters.put("error_description", "The user has denied your application access.");
    parameters.put("error_uri", "https://docs.github.com/apps/troubleshooting");
    return parameters;
  }

  @Override
  public OAuthClient newClient(int number) {
    return OAuthClient.builder((gitHubApp ? "Iv23" : "Ov23") + "sandbox" + number)
        .clientSecret(Secret.of(Canary.secret("client-secret")))
        .build();
  }

  @Override
  public String newAccessToken() {
    return (gitHubApp ? GitHubApi.APP_PREFIX : "gho_") + Canary.secret("access");
  }

  @Override
  public String newRefreshToken() {
    return "ghr_" + Canary.secret("refresh");
  }

  @Override
  public String newApiKey() {
    return "ghp_" + Canary.secret("key");
  }

  private static SandboxReply inFormatAskedFor(RecordedRequest request, Map<String, ?> fields) {
    boolean json =
        request.header("Accept").filter(it -> it.contains("application/json")).isPresent();
    return json ? SandboxReply.json(200, fields) : SandboxReply.form(200, fields);
  }
}

package dev.patchbay.providers.github;

import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.JsonView;
import dev.patchbay.model.Account;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.BodyFormat;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.IdentifyRequest;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.QuotaHeaders;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.TokenErrors;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.Variable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Connects GitHub accounts by an OAuth App or a GitHub App, without being told which, or by a token
 * that the user made. Stateless and thread-safe; found by {@link java.util.ServiceLoader}.
 *
 * @see <a
 *     href="https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps">
 *     Authorizing OAuth apps</a>
 */
public final class GitHubProvider implements IntegrationProvider {
  private static final String CLOUD = "github.com";
  private static final String OAUTH = "https://{host}/login/oauth";
  private static final String MEDIA_TYPE = "application/vnd.github+json";
  private static final String API_VERSION = "2022-11-28";

  /** Does nothing. */
  public GitHubProvider() {}

  @Override
  public IntegrationDefinition definition() {
    return IntegrationDefinition.builder("github", "GitHub")
        .documentation(URI.create("https://docs.github.com/en/apps/oauth-apps"))
        .auth(oauth2(), GitHubTokens.accessToken(), GitHubTokens.apiKey())
        .variables(
            Variable.builder("host").choices(CLOUD).defaultValue(CLOUD).customHosts().build())
        .api(
            ApiAccess.builder(api(""))
                .header("Accept", MEDIA_TYPE)
                .header("X-GitHub-Api-Version", API_VERSION)
                .errors(errors())
                .build())
        .identity(
            IdentityCall.builder("/user")
                .idPaths("id")
                .displayNamePaths("name", "login")
                .emailPaths("email")
                .scopesHeader("X-OAuth-Scopes")
                .build())
        .revocation(revocation())
        .secretPrefixes("ghp_", "github_pat_", "gho_", "ghu_", "ghs_", "ghr_")
        .build();
  }

  /**
   * A rate limit comes with 403 as often as with 429, and only headers tell it from a missing
   * right.
   *
   * @see <a
   *     href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">Rate
   *     limits for the REST API</a>
   */
  private static ApiErrors errors() {
    return ApiErrors.builder()
        .quotas(QuotaHeaders.epochSeconds("x-ratelimit-remaining", "x-ratelimit-reset"))
        .untoldPause(Duration.ofMinutes(1))
        .build();
  }

  /**
   * An Enterprise Server has its API below its own host, GHE.com beside it.
   *
   * @see <a href="https://docs.github.com/en/enterprise-server/rest/using-the-rest-api">Using the
   *     REST API</a>
   */
  private static UrlTemplate api(String path) {
    return UrlTemplate.of("https://{host}/api/v3" + path)
        .when("host", CLOUD, "https://api.github.com" + path)
        .when("host", "*.ghe.com", "https://api.{host}" + path);
  }

  /** GitHub answers 200 with an error inside, and form-encoded unless it is asked for JSON. */
  private static OAuth2 oauth2() {
    return OAuth2.builder(
            UrlTemplate.of(OAUTH + "/authorize"), UrlTemplate.of(OAUTH + "/access_token"))
        .issuer(OAUTH)
        .allowedParameters("login", "allow_signup", "prompt")
        .defaultScopes(Scopes.of("read:user", "user:email"))
        .tokenHeader("Accept", "application/json")
        .errors(
            TokenErrors.builder()
                .terminal("bad_verification_code", "bad_refresh_token")
                .operator("incorrect_client_credentials", "application_suspended", "Not Found")
                .build())
        .refresh(RefreshRules.builder().endsAccessToken().build())
        .build();
  }

  /**
   * Ends one token and leaves the user's other connections alone.
   *
   * @see <a href="https://docs.github.com/en/rest/apps/oauth-applications">REST API endpoints for
   *     OAuth authorizations</a>
   */
  private static RevocationCall revocation() {
    return RevocationCall.builder("DELETE", api("/applications/{client_id}/token"))
        .clientAuthentication(ClientAuthentication.BASIC)
        .bodyFormat(BodyFormat.JSON)
        .header("Accept", MEDIA_TYPE)
        .header("X-GitHub-Api-Version", API_VERSION)
        .tokenField("access_token")
        .goneStatuses(404)
        .build();
  }

  /** The email address of a profile is often hidden; with the scope for it there is a list. */
  @Override
  public Account identify(IdentifyRequest request) {
    Account account = request.readAccount(request.callIdentity());
    if (account.email().isPresent() || !mayReadEmails(request.grantedScopes())) {
      return account;
    }
    return Account.builder(account.id())
        .displayName(account.displayName().orElse(null))
        .email(findEmail(request).orElse(null))
        .build();
  }

  /** A connection is good without an email address, so nothing here may cost it. */
  private static Optional<String> findEmail(IdentifyRequest request) {
    try {
      URI emails = request.apiUrl("/user/emails");
      return primary(request.api().send(ApiRequest.builder("GET", emails).build()));
    } catch (TemporaryFailureException unavailable) {
      return Optional.empty();
    }
  }

  private static boolean mayReadEmails(Scopes granted) {
    return granted.values().contains("user:email") || granted.values().contains("user");
  }

  private static Optional<String> primary(ApiReply emails) {
    return emails.json().items().stream()
        .filter(entry -> isTrue(entry.at("primary")) && isTrue(entry.at("verified")))
        .map(entry -> entry.at("email").text())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean isTrue(JsonView value) {
    return value.truth().orElse(false);
  }
}

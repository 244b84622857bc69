package dev.patchbay.providers.google;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.UrlTemplate;

/**
 * The part of a definition that is the same for each service of Google's. Support for the Gmail and
 * Google Drive modules, not for applications.
 */
public final class GoogleDefinition {
  private GoogleDefinition() {}

  /**
   * Starts the definition of a service: connected by Google's OAuth or by a token of it, and ended
   * by Google's revocation. Its API and its identity call are still to be said.
   *
   * @param id the integration's id
   * @param displayName its name for people
   * @param defaultScopes the scopes asked for where a request names none
   * @param requiredScopes those of them without which a connection is of no use
   * @return a builder
   */
  public static IntegrationDefinition.Builder builder(
      String id, String displayName, Scopes defaultScopes, Scopes requiredScopes) {
    return IntegrationDefinition.builder(id, displayName)
        .auth(
            GoogleAuthorization.oauth2()
                .defaultScopes(defaultScopes)
                .requiredScopes(requiredScopes)
                .build(),
            GoogleTokens.accessToken())
        .revocation(GoogleAuthorization.revocation())
        .secretPrefixes(GoogleTokens.prefixes());
  }

  /**
   * Describes an API of Google's, which says in the body why it failed.
   *
   * @param baseUrl its base URL
   * @return the API
   */
  public static ApiAccess api(String baseUrl) {
    return ApiAccess.builder(UrlTemplate.of(baseUrl)).errors(errors()).build();
  }

  /**
   * Too many requests come with 403 as often as with 429, which only the reason tells from a
   * missing scope. Errors in the new form may lack the old list of reasons.
   */
  private static ApiErrors errors() {
    return ApiErrors.builder()
        .codePaths("error.errors.0.reason", "error.details.0.reason", "error.status")
        .rateLimited("rateLimitExceeded", "userRateLimitExceeded", "dailyLimitExceeded")
        .passing("backendError")
        .build();
  }
}

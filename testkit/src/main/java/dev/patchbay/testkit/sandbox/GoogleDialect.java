package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.BodyFormat;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.testkit.Canary;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gmail or Google Drive: a refresh token at the first consent only, or where the app asks for
 * consent again; scopes that the user may leave unticked; codes with a slash. Immutable.
 *
 * <p>Both can be in one sandbox and share Google's authorization server. Each knows its own clients
 * and tokens.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/web-server">OAuth 2.0 for
 *     web server applications</a>
 */
public final class GoogleDialect implements Dialect {
  private static final String ISSUER = "https://accounts.google.com";
  private static final Set<String> PAGE_ERRORS =
      Set.of(
          "admin_policy_enforced",
          "disallowed_useragent",
          "invalid_request",
          "invalid_scope",
          "org_internal",
          "unsupported_response_type");
  private static final Set<String> BAD_CLIENT =
      Set.of("invalid_client", "deleted_client", "disabled_client");
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "invalid_client", "Unauthorized",
          "deleted_client", "The OAuth client was deleted.",
          "disabled_client", "The OAuth client was disabled.",
          "unauthorized_client", "Unauthorized",
          "invalid_token", "Token expired or revoked");

  private static final Duration ACCESS_LIFE = Duration.ofSeconds(3599);
  private static final Duration TESTING_REFRESH_LIFE = Duration.ofSeconds(604_799);

  private final GoogleService service;
  private final boolean testing;
  private final @Nullable Scopes ticks;
  private final List<Route> routes;

  private GoogleDialect(GoogleService service, boolean testing, @Nullable Scopes ticks) {
    this.service = service;
    this.testing = testing;
    this.ticks = ticks;
    this.routes = service.routes();
  }

  /** {@return Gmail, as an app in production sees it} */
  public static GoogleDialect gmail() {
    return new GoogleDialect(GoogleService.GMAIL, false, null);
  }

  /** {@return Google Drive, as an app in production sees it} */
  public static GoogleDialect drive() {
    return new GoogleDialect(GoogleService.DRIVE, false, null);
  }

  /** {@return the same as an app in testing sees it: refresh tokens live for a week} */
  public GoogleDialect testing() {
    return new GoogleDialect(service, true, ticks);
  }

  /**
   * Has users tick some scopes only. There is no box for sign-in scopes, nor for a scope that is
   * asked for alone. If nothing at all is left, the app is told {@code access_denied}.
   *
   * @param ticked the scopes with a tick, by their full names
   * @return the changed copy
   */
  public GoogleDialect granting(Scopes ticked) {
    return new GoogleDialect(service, testing, ticked);
  }

  @Override
  public String integrationType() {
    return service.integrationType();
  }

  @Override
  public String displayName() {
    return service.displayName();
  }

  @Override
  public Optional<Endpoint> findEndpoint(RecordedRequest request) {
    return routes.stream().filter(route -> route.matches(request)).map(Route::endpoint).findFirst();
  }

  @Override
  public SandboxReply identity(RecordedRequest request, Ledger ledger) {
    return new GoogleApi(request, ledger).identity(service);
  }

  @Override
  public SandboxReply userinfo(RecordedRequest request, Ledger ledger) {
    return new GoogleApi(request, ledger).userinfo();
  }

  /**
   * Whoever has a token can end it. All that its user has with the client ends with it: Google says
   * so of a token's pair only, but a grant belongs to user and app, so nobody should count on the
   * rest.
   */
  @Override
  public SandboxReply revoke(RecordedRequest request, Ledger ledger) {
    Optional<String> token =
        request
            .bodyField("token")
            .filter(inBody -> request.isOf(BodyFormat.FORM))
            .or(() -> request.queryParameter("token"));
    if (token.isEmpty()) {
      return refuse(Refusal.MALFORMED_REQUEST, request);
    }
    Optional<SandboxGrant> grant =
        token.flatMap(ledger::findGrant).filter(found -> found.clientId().isPresent());
    grant.ifPresent(ledger::revokeAllLike);
    return grant.isPresent() ? SandboxReply.json(200, Map.of()) : error(request, "invalid_token");
  }

  @Override
  public SandboxReply tokens(RecordedRequest request, Approval approval) {
    SandboxGrant grant =
        isRefreshable(approval)
            ? approval.issueRefreshable(newAccessToken(), newRefreshToken())
            : approval.issue(newAccessToken());
    return answer(grant, grant.refreshToken());
  }

  /** The old refresh token stays, and so is not told again. */
  @Override
  public SandboxReply refreshed(RecordedRequest request, SandboxGrant grant) {
    return answer(grant, Optional.empty());
  }

  @Override
  public Lifetimes lifetimes(Scopes granted) {
    Lifetimes lives = Lifetimes.unlimited().withAccess(ACCESS_LIFE);
    return testing && !GoogleScopes.isSignInOnly(granted)
        ? lives.withRefresh(TESTING_REFRESH_LIFE)
        : lives;
  }

  @Override
  public Optional<Rotation> rotation() {
    return Optional.of(Rotation.none());
  }

  @Override
  public SandboxReply error(RecordedRequest request, String code) {
    return error(code, DESCRIPTIONS.getOrDefault(code, "Bad Request"));
  }

  @Override
  public SandboxReply refuse(Refusal refusal, RecordedRequest request) {
    return switch (refusal) {
      case REDIRECT_MISMATCH -> error(request, "redirect_uri_mismatch");
      case BAD_CODE ->
          request.bodyField("code").filter(code -> code.startsWith("4/")).isPresent()
              ? error(request, "invalid_grant")
              : error("invalid_grant", "Malformed auth code.");
      case FOREIGN_REFRESH_TOKEN -> error(request, "unauthorized_client");
      case USED_REFRESH_TOKEN, EXPIRED_REFRESH_TOKEN, REVOKED_REFRESH_TOKEN ->
          error("invalid_grant", "Token has been expired or revoked.");
      default -> error(request, refusal.standardCode());
    };
  }

  @Override
  public Set<ClientAuthentication> clientAuthentication() {
    return Set.of(ClientAuthentication.POST, ClientAuthentication.BASIC);
  }

  @Override
  public Optional<String> issuer() {
    return Optional.of(ISSUER);
  }

  @Override
  public Optional<String> checkAuthorization(RecordedRequest request) {
    Scopes requested = readScopes(request);
    if (requested.isEmpty()) {
      return Optional.of("invalid_request");
    }
    return grantable(requested).isEmpty() ? Optional.of("access_denied") : Optional.empty();
  }

  @Override
  public Set<String> errorsOnPage() {
    return PAGE_ERRORS;
  }

  @Override
  public Optional<Scopes> grantable(Scopes requested, Scopes unknown) {
    return unknown.isEmpty() ? Optional.of(grantable(requested)) : Optional.empty();
  }

  @Override
  public Map<String, String> callbackExtras(Approval approval) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("scope", approval.scopes().joined(" "));
    parameters.put("authuser", "0");
    parameters.put("prompt", "consent");
    return parameters;
  }

  /** The service is in the id, because ids are all that tells Google's services apart here. */
  @Override
  public OAuthClient newClient(int number) {
    String name = integrationType() + "-sandbox" + number;
    return OAuthClient.builder("123-" + name + ".apps.googleusercontent.com")
        .clientSecret(Secret.of("GOCSPX-" + Canary.secret("client-secret")))
        .build();
  }

  @Override
  public String newCode() {
    return "4/0A" + Canary.secret("code");
  }

  @Override
  public String newAccessToken() {
    return "ya29." + Canary.secret("access");
  }

  @Override
  public String newRefreshToken() {
    return "1//0" + Canary.secret("refresh");
  }

  /** Google's keys name no user: none of the calls here takes one. */
  @Override
  public String newApiKey() {
    return "AIza" + Canary.secret("key");
  }

  private Scopes grantable(Scopes requested) {
    Scopes full = GoogleScopes.full(requested);
    return ticks == null ? full : GoogleScopes.ticked(full, ticks);
  }

  private static boolean isRefreshable(Approval approval) {
    Optional<RecordedRequest> offline =
        approval
            .authorization()
            .filter(it -> it.queryParameter("access_type").filter("offline"::equals).isPresent());
    boolean asksAgain =
        offline
            .flatMap(it -> it.queryParameter("prompt"))
            .filter(prompt -> List.of(prompt.split(" ", -1)).contains("consent"))
            .isPresent();
    return asksAgain || (offline.isPresent() && approval.isFirstConsent());
  }

  private static SandboxReply answer(SandboxGrant grant, Optional<String> newRefreshToken) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Lifetimes lives = grant.lifetimes();
    fields.put("access_token", grant.accessToken());
    lives.access().ifPresent(life -> fields.put("expires_in", life.toSeconds()));
    newRefreshToken.ifPresent(token -> fields.put("refresh_token", token));
    grant
        .refreshToken()
        .flatMap(token -> lives.refresh())
        .ifPresent(life -> fields.put("refresh_token_expires_in", life.toSeconds()));
    fields.put("scope", grant.scopes().joined(" "));
    fields.put("token_type", "Bearer");
    if (grant.scopes().values().contains(GoogleScopes.OPENID)) {
      fields.put("id_token", "FAKE." + Canary.secret("id") + ".FAKE");
    }
    return SandboxReply.json(200, fields);
  }

  private static SandboxReply error(String code, String description) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("error", code);
    fields.put("error_description", description);
    return SandboxReply.json(BAD_CLIENT.contains(code) ? 401 : 400, fields);
  }
}

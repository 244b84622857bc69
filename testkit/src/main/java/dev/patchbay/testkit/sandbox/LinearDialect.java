package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.BodyFormat;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.testkit.Canary;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Linear: scopes with commas that come back with spaces, tokens for a day, a GraphQL API that wants
 * keys without a scheme, and a revocation that asks for no client and ends one token only.
 * Immutable.
 *
 * @see <a href="https://linear.app/developers/oauth-2-0-authentication">OAuth 2.0
 *     authentication</a>
 */
public final class LinearDialect implements Dialect {
  private static final List<Route> ROUTES =
      List.of(
          Route.of("GET", "https://linear.app/oauth/authorize", Endpoint.AUTHORIZE),
          Route.of("POST", "https://api.linear.app/oauth/token", Endpoint.TOKEN),
          Route.of("POST", "https://api.linear.app/graphql", Endpoint.IDENTITY),
          Route.of("POST", "https://api.linear.app/oauth/revoke", Endpoint.REVOKE));
  private static final String READ = "read";
  private static final Set<String> SCOPES =
      Set.of(
          READ,
          "write",
          "issues:create",
          "comments:create",
          "timeSchedule:write",
          "admin",
          "app:assignable",
          "app:mentionable",
          "customer:read",
          "customer:write",
          "initiative:read",
          "initiative:write");
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "invalid_grant", "Invalid authorization code",
          "invalid_client", "Invalid client credentials",
          "unsupported_grant_type", "The grant type is not supported");
  private static final LinearOrganization FIRST_ORGANIZATION =
      new LinearOrganization("00000000-0000-4000-8000-00000000000b", "Sandbox Org");

  private static final Duration ACCESS_LIFE = Duration.ofSeconds(86_399);
  private static final Duration REPLAY_WINDOW = Duration.ofMinutes(30);

  private final boolean legacyScopes;
  private final int unauthenticatedStatus;
  private final LinearOrganization organization;

  private LinearDialect(
      boolean legacyScopes, int unauthenticatedStatus, LinearOrganization organization) {
    this.legacyScopes = legacyScopes;
    this.unauthenticatedStatus = unauthenticatedStatus;
    this.organization = organization;
  }

  /** {@return Linear as today's apps see it} */
  public static LinearDialect standard() {
    return new LinearDialect(false, 401, FIRST_ORGANIZATION);
  }

  /** {@return Linear as apps of before December 2023 see it: granted scopes are a JSON array} */
  public static LinearDialect legacyScopes() {
    return new LinearDialect(true, 401, FIRST_ORGANIZATION);
  }

  /** {@return the same with status 200 where the API refuses a key or token} */
  public LinearDialect authenticationErrorsInside() {
    return new LinearDialect(legacyScopes, 200, organization);
  }

  /**
   * Moves every account to a workspace.
   *
   * @param id its id
   * @param name its name for people
   * @return the changed copy
   */
  public LinearDialect organization(String id, String name) {
    LinearOrganization other =
        new LinearOrganization(
            Objects.requireNonNull(id, "id"), Objects.requireNonNull(name, "name"));
    return new LinearDialect(legacyScopes, unauthenticatedStatus, other);
  }

  @Override
  public String integrationType() {
    return "linear";
  }

  @Override
  public String displayName() {
    return "Linear";
  }

  @Override
  public Optional<Endpoint> findEndpoint(RecordedRequest request) {
    return ROUTES.stream().filter(route -> route.matches(request)).map(Route::endpoint).findFirst();
  }

  @Override
  public SandboxReply identity(RecordedRequest request, Ledger ledger) {
    return new LinearApi(organization, unauthenticatedStatus).answer(request, ledger);
  }

  /** Whoever has a token can end it, and nothing beside it. Keys end in the settings only. */
  @Override
  public SandboxReply revoke(RecordedRequest request, Ledger ledger) {
    Optional<String> sent = request.bodyField("token").filter(it -> request.isOf(BodyFormat.FORM));
    if (sent.isEmpty() || !request.isWellFormed()) {
      return refuse(Refusal.MALFORMED_REQUEST, request);
    }
    Optional<String> token = sent.filter(it -> !it.startsWith(LinearApi.KEY_PREFIX));
    if (token.filter(ledger::revokeToken).isPresent()) {
      return SandboxReply.empty(200);
    }
    return token.filter(ledger::isRevoked).isPresent()
        ? error(400, "invalid_request", "The token could not be revoked")
        : error(401, "invalid_token", "The token was not recognized");
  }

  @Override
  public SandboxReply tokens(RecordedRequest request, Approval approval) {
    return refreshed(request, approval.issueRefreshable(newAccessToken(), newRefreshToken()));
  }

  @Override
  public SandboxReply refreshed(RecordedRequest request, SandboxGrant grant) {
    Scopes scopes = grant.scopes();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("access_token", grant.accessToken());
    fields.put("token_type", "Bearer");
    grant.lifetimes().access().ifPresent(life -> fields.put("expires_in", life.toSeconds()));
    fields.put("scope", legacyScopes ? List.copyOf(scopes.values()) : scopes.joined(" "));
    fields.put("refresh_token", grant.refreshToken().orElseThrow());
    return SandboxReply.json(200, fields);
  }

  @Override
  public Lifetimes lifetimes(Scopes granted) {
    return Lifetimes.unlimited().withAccess(ACCESS_LIFE);
  }

  /** Whoever lost the answer to a refresh can have it again. */
  @Override
  public Optional<Rotation> rotation() {
    return Optional.of(Rotation.replay(REPLAY_WINDOW));
  }

  @Override
  public SandboxReply refuse(Refusal refusal, RecordedRequest request) {
    return refusal.isAboutRefreshToken()
        ? error(400, "invalid_grant", "Invalid refresh token")
        : error(request, refusal.standardCode());
  }

  @Override
  public SandboxReply error(RecordedRequest request, String code) {
    return error(
        code.equals("invalid_client") ? 401 : 400,
        code,
        DESCRIPTIONS.getOrDefault(code, "The request was refused"));
  }

  @Override
  public Set<ClientAuthentication> clientAuthentication() {
    return Set.of(ClientAuthentication.BASIC, ClientAuthentication.POST_OR_NONE);
  }

  @Override
  public boolean proofKeyReplacesSecret() {
    return true;
  }

  /** Spaces are part of a scope, which is unknown then. */
  @Override
  public Scopes readScopes(RecordedRequest request) {
    return ScopeParameter.read(request, "scope", ",");
  }

  /** To read is always allowed. */
  @Override
  public Optional<Scopes> grantable(Scopes requested, Scopes unknown) {
    Set<String> granted = new LinkedHashSet<>(Set.of(READ));
    granted.addAll(requested.values());
    return unknown.isEmpty() && SCOPES.containsAll(granted)
        ? Optional.of(Scopes.copyOf(granted))
        : Optional.empty();
  }

  @Override
  public String newAccessToken() {
    return "lin_oauth_" + Canary.secret("access");
  }

  @Override
  public String newRefreshToken() {
    return "lin_refresh_" + Canary.secret("refresh");
  }

  @Override
  public String newApiKey() {
    return LinearApi.KEY_PREFIX + Canary.secret("key");
  }

  private static SandboxReply error(int status, String code, String description) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("error", code);
    fields.put("error_description", description);
    return SandboxReply.json(status, fields);
  }
}

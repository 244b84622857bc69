package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
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
 * PostHog's cloud, or one that its owner runs: two regions that know nothing of each other, a proof
 * key from everyone, scopes above an app's list dropped in silence, and a revocation that ends all
 * that a user has with an app. Immutable.
 *
 * <p>In the cloud both regions' hosts answer; one of them is where the service lives, and at the
 * other its keys, tokens and clients are unknown. A URL without its last slash is redirected.
 *
 * @see <a href="https://posthog.com/docs/api/oauth">PostHog's OAuth server</a>
 */
public final class PostHogDialect implements Dialect {
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "invalid_grant", "Invalid credentials given.",
          "invalid_client", "Client authentication failed.",
          "temporarily_unavailable", "The authorization server is busy. Please retry.");

  private static final Duration GRACE = Duration.ofMinutes(2);

  private final PostHogHost home;
  private final List<PostHogHost> hosts;
  private final @Nullable PostHogRegion replied;
  private final boolean clientsPublic;
  private final PostHogApi api;
  private final List<Route> routes;

  private PostHogDialect(
      PostHogHost home,
      List<PostHogHost> hosts,
      @Nullable PostHogRegion replied,
      boolean clientsPublic) {
    this.home = home;
    this.hosts = hosts;
    this.replied = replied;
    this.clientsPublic = clientsPublic;
    this.api = new PostHogApi(home);
    this.routes = hosts.stream().flatMap(PostHogHost::routes).toList();
  }

  /** {@return PostHog's cloud in the US, with apps that have a secret} */
  public static PostHogDialect cloud() {
    return inCloud(PostHogRegion.US, false);
  }

  /**
   * Has PostHog run by its owner, with apps that have a secret. It has one host and no region, and
   * its token replies name neither.
   *
   * @param host the name of the host, with a port at most
   * @return the dialect
   * @throws IllegalArgumentException if it is no such name
   */
  public static PostHogDialect selfHosted(String host) {
    PostHogHost home = PostHogHost.named(host);
    return new PostHogDialect(home, List.of(home), null, false);
  }

  /**
   * Moves the service to a region of the cloud; its token replies name that one.
   *
   * @param region {@code us} or {@code eu}
   * @return the changed copy
   * @throws IllegalArgumentException if it is another
   */
  public PostHogDialect inRegion(String region) {
    return inCloud(PostHogRegion.named(region), clientsPublic);
  }

  /**
   * Has token replies name a region while the service stays where it is, as when the region picker
   * took the user to another one.
   *
   * @param region {@code us} or {@code eu}
   * @return the changed copy
   * @throws IllegalArgumentException if it is another
   */
  public PostHogDialect replyingRegion(String region) {
    return new PostHogDialect(home, hosts, PostHogRegion.named(region), clientsPublic);
  }

  /**
   * {@return the same with apps that registered themselves: they have no secret, their access
   * tokens live for a week, and their refresh tokens stay the same}
   */
  public PostHogDialect withoutClientSecret() {
    return new PostHogDialect(home, hosts, replied, true);
  }

  @Override
  public String integrationType() {
    return "posthog";
  }

  @Override
  public String displayName() {
    return "PostHog";
  }

  @Override
  public Optional<Endpoint> findEndpoint(RecordedRequest request) {
    return routes.stream().filter(route -> route.matches(request)).map(Route::endpoint).findFirst();
  }

  @Override
  public Optional<SandboxReply> checkPlace(RecordedRequest request, Ledger ledger) {
    String path = request.url().getRawPath();
    if (!path.endsWith("/")) {
      return Optional.of(redirectToSlash(request, path.substring(path.lastIndexOf('/') + 1)));
    }
    return home.serves(request) ? Optional.empty() : refuseStranger(request, ledger);
  }

  @Override
  public SandboxReply identity(RecordedRequest request, Ledger ledger) {
    return api.me(request, ledger);
  }

  @Override
  public SandboxReply keyIdentity(RecordedRequest request, Ledger ledger) {
    return api.currentKey(request, ledger);
  }

  @Override
  public SandboxReply userinfo(RecordedRequest request, Ledger ledger) {
    return api.userinfo(request, ledger);
  }

  /** One token stands for everything that its user has with the client. */
  @Override
  public SandboxReply revoke(RecordedRequest request, Ledger ledger) {
    ClientCheck clients = new ClientCheck(clientAuthentication(), ledger);
    Optional<Refusal> refusal = clients.check(request);
    if (refusal.isPresent()) {
      return refuse(refusal.get(), request);
    }
    if (request.bodyField("token").isEmpty()) {
      return refuse(Refusal.MALFORMED_REQUEST, request);
    }
    clients.findOwnGrant(request, "token").ifPresent(ledger::revokeAllLike);
    return SandboxReply.empty(200);
  }

  @Override
  public SandboxReply tokens(RecordedRequest request, Approval approval) {
    SandboxGrant grant = approval.issueRefreshable(newAccessToken(), newRefreshToken());
    Map<String, Object> fields = tokenFields(grant);
    if (grant.scopes().values().contains("openid")) {
      fields.put("id_token", "FAKE." + Canary.secret("id") + ".FAKE");
    }
    fields.putAll(placeFields());
    return SandboxReply.json(200, fields);
  }

  /** The same as for a code, less the id token. */
  @Override
  public SandboxReply refreshed(RecordedRequest request, SandboxGrant grant) {
    Map<String, Object> fields = tokenFields(grant);
    fields.putAll(placeFields());
    return SandboxReply.json(200, fields);
  }

  @Override
  public Lifetimes lifetimes(Scopes granted) {
    return Lifetimes.unlimited()
        .withAccess(clientsPublic ? Duration.ofDays(7) : Duration.ofHours(1));
  }

  /** Apps without a secret keep their refresh token. */
  @Override
  public Optional<Rotation> rotation() {
    return Optional.of(clientsPublic ? Rotation.none() : Rotation.graceThenFamily(GRACE));
  }

  @Override
  public SandboxReply error(RecordedRequest request, String code) {
    return error(code, DESCRIPTIONS.getOrDefault(code, "The request was refused."));
  }

  @Override
  public Set<ClientAuthentication> clientAuthentication() {
    return Set.of(ClientAuthentication.values());
  }

  @Override
  public Set<BodyFormat> bodyFormats() {
    return Set.of(BodyFormat.FORM, BodyFormat.JSON);
  }

  @Override
  public PkceRule pkce() {
    return PkceRule.REQUIRED;
  }

  /** An app that names no scope gets {@code openid}. */
  @Override
  public Scopes readScopes(RecordedRequest request) {
    Scopes named = Dialect.super.readScopes(request);
    return named.isEmpty() ? Scopes.of("openid") : named;
  }

  /** What the app does not know is dropped. */
  @Override
  public Optional<Scopes> grantable(Scopes requested, Scopes unknown) {
    return Optional.of(requested.missingFrom(unknown));
  }

  @Override
  public OAuthClient newClient(int number) {
    OAuthClient confidential = Dialect.super.newClient(number);
    return clientsPublic ? OAuthClient.builder(confidential.clientId()).build() : confidential;
  }

  @Override
  public String newAccessToken() {
    return "pha_" + Canary.secret("access");
  }

  @Override
  public String newRefreshToken() {
    return "phr_" + Canary.secret("refresh");
  }

  @Override
  public String newApiKey() {
    return PostHogProfile.KEY_PREFIX + Canary.secret("key");
  }

  private static Map<String, Object> tokenFields(SandboxGrant grant) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("access_token", grant.accessToken());
    grant.lifetimes().access().ifPresent(life -> fields.put("expires_in", life.toSeconds()));
    fields.put("token_type", "Bearer");
    fields.put("scope", grant.scopes().joined(" "));
    fields.put("refresh_token", grant.refreshToken().orElseThrow());
    return fields;
  }

  private Map<String, Object> placeFields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scoped_teams", List.of(PostHogProfile.TEAM));
    fields.put("scoped_organizations", List.of());
    if (replied != null) {
      fields.put("posthog_region", replied.text());
      fields.put("posthog_base_url", replied.baseUrl());
    }
    return fields;
  }

  private static PostHogDialect inCloud(PostHogRegion region, boolean clientsPublic) {
    return new PostHogDialect(PostHogHost.of(region), PostHogHost.cloud(), region, clientsPublic);
  }

  // Relative to the URL asked for, because only the caller knows where the sandbox is.
  private static SandboxReply redirectToSlash(RecordedRequest request, String lastName) {
    String query = request.url().getRawQuery();
    return SandboxReply.empty(301)
        .withHeader("Location", lastName + "/" + (query == null ? "" : "?" + query));
  }

  /** Refuses a client that lives in the other region; keys and tokens are the API's to refuse. */
  private Optional<SandboxReply> refuseStranger(RecordedRequest request, Ledger ledger) {
    String description =
        "No OAuth application is registered with this client_id here. If it was created on "
            + home.baseUrl()
            + ", send the request there.";
    return switch (findEndpoint(request).orElseThrow()) {
      case AUTHORIZE ->
          request
              .queryParameter("client_id")
              .flatMap(ledger::findClient)
              .map(client -> ConsentPage.problem(description));
      case TOKEN, REVOKE ->
          new ClientCheck(clientAuthentication(), ledger)
              .findPresented(request)
              .flatMap(presented -> ledger.findClient(presented.id()))
              .map(client -> error("invalid_client", description));
      case IDENTITY, KEY_IDENTITY, USERINFO, EMAILS -> Optional.empty();
    };
  }

  private static SandboxReply error(String code, String description) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("error", code);
    fields.put("error_description", description);
    return switch (code) {
      case "invalid_client" ->
          SandboxReply.json(401, fields)
              .withHeader("WWW-Authenticate", "Bearer error=\"invalid_client\"");
      case "temporarily_unavailable" ->
          SandboxReply.json(503, fields).withHeader("Retry-After", "1");
      default -> SandboxReply.json(400, fields);
    };
  }
}

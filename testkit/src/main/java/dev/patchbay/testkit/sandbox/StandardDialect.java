package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.BodyFormat;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.PkceMode;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.spi.definition.Variable;
import dev.patchbay.testkit.Canary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A service that is just what a definition says: its URLs, client authentication, body formats,
 * headers, token sets, identity and revocation call. The rest is by the RFCs. Immutable.
 *
 * <p>Each token set is refreshed by itself, with its own refresh token. The answer has the tokens
 * at the top with the names of the RFC, wherever the definition looks for them in the first answer.
 *
 * <p>It demands a proof key unless the definition says that the service knows none, and the headers
 * that the definition sends.
 */
public final class StandardDialect implements Dialect {
  private static final List<TokenSetShape> ONE_SET =
      List.of(TokenSetShape.builder("default").build());

  private static final Duration HOUR = Duration.ofHours(1);

  private final IntegrationDefinition definition;
  private final List<Route> routes;
  private final Rotation rotation;
  private final Lifetimes lifetimes;

  private StandardDialect(
      IntegrationDefinition definition, Rotation rotation, Lifetimes lifetimes) {
    this.definition = definition;
    this.routes = List.copyOf(routes(definition));
    this.rotation = rotation;
    this.lifetimes = lifetimes;
  }

  /**
   * Makes the dialect that a definition describes.
   *
   * @param definition the definition, with the real service's URLs
   * @return the dialect
   */
  public static StandardDialect of(IntegrationDefinition definition) {
    return new StandardDialect(
        definition, Rotation.strictWithAccess(), Lifetimes.unlimited().withAccess(HOUR));
  }

  /**
   * Has refreshes do something else to the tokens of before than end both.
   *
   * @param rotation what they do
   * @return the changed copy
   */
  public StandardDialect withRotation(Rotation rotation) {
    return new StandardDialect(definition, Objects.requireNonNull(rotation, "rotation"), lifetimes);
  }

  /**
   * Makes a copy whose tokens live as long as is said. Default: access tokens one hour.
   *
   * @param lifetimes how long
   * @return the copy
   */
  public StandardDialect withLifetimes(Lifetimes lifetimes) {
    return new StandardDialect(
        definition, rotation, Objects.requireNonNull(lifetimes, "lifetimes"));
  }

  @Override
  public String integrationType() {
    return definition.id();
  }

  @Override
  public String displayName() {
    return definition.displayName();
  }

  @Override
  public Optional<Endpoint> findEndpoint(RecordedRequest request) {
    return routes.stream().filter(route -> route.matches(request)).map(Route::endpoint).findFirst();
  }

  @Override
  public SandboxReply identity(RecordedRequest request, Ledger ledger) {
    ApiAccess api = definition.api().orElseThrow();
    if (!hasHeaders(request, api.headers())) {
      return SandboxReply.json(400, Map.of("error", "missing_header"));
    }
    return request
        .authorization(api.credentialScheme())
        .filter(ledger::isAlive)
        .flatMap(ledger::findGrant)
        .map(grant -> profile(grant.account()))
        .orElseGet(StandardDialect::badToken);
  }

  @Override
  public SandboxReply revoke(RecordedRequest request, Ledger ledger) {
    return new StandardRevocation(definition, this).answer(request, ledger);
  }

  @Override
  public SandboxReply tokens(RecordedRequest request, Approval approval) {
    List<TokenSetShape> declared = definition.oauth2().map(OAuth2::tokenSets).orElseGet(List::of);
    JsonText json = JsonText.empty();
    for (TokenSetShape shape : declared.isEmpty() ? ONE_SET : declared) {
      SandboxGrant grant = approval.issueRefreshable(newAccessToken(), newRefreshToken());
      json.put(shape.accessToken(), grant.accessToken())
          .put(shape.tokenType(), shape.requiredType().orElse("Bearer"))
          .put(shape.expiresIn(), 3600)
          .put(shape.refreshToken(), grant.refreshToken().orElseThrow())
          .put(shape.scope(), grant.scopes().joined(" "));
    }
    return SandboxReply.json(200, json.value());
  }

  @Override
  public Lifetimes lifetimes(Scopes granted) {
    return lifetimes;
  }

  @Override
  public Optional<Rotation> rotation() {
    return Optional.of(rotation);
  }

  @Override
  public Optional<Refusal> checkTokenRequest(RecordedRequest request) {
    boolean complete =
        definition.oauth2().filter(it -> hasHeaders(request, it.tokenHeaders())).isPresent();
    return complete ? Optional.empty() : Optional.of(Refusal.MALFORMED_REQUEST);
  }

  @Override
  public Set<ClientAuthentication> clientAuthentication() {
    return Set.of(
        definition.oauth2().map(OAuth2::clientAuthentication).orElse(ClientAuthentication.POST));
  }

  @Override
  public Set<BodyFormat> bodyFormats() {
    return Set.of(definition.oauth2().map(OAuth2::bodyFormat).orElse(BodyFormat.FORM));
  }

  @Override
  public PkceRule pkce() {
    return definition.oauth2().filter(it -> it.pkce() == PkceMode.S256).isPresent()
        ? PkceRule.REQUIRED
        : PkceRule.IGNORED;
  }

  @Override
  public Optional<String> issuer() {
    return definition.oauth2().flatMap(OAuth2::issuer);
  }

  /** Puts in what stands in the authorise URL where the definition names the same variables. */
  @Override
  public Optional<String> findIssuer(RecordedRequest request) {
    List<UrlPattern> patterns =
        definition.oauth2().orElseThrow().authorizeUrl().texts().stream()
            .map(UrlPattern::of)
            .toList();
    return issuer().map(issuer -> filledIn(issuer, patterns, request));
  }

  private String filledIn(String issuer, List<UrlPattern> patterns, RecordedRequest request) {
    String filled = issuer;
    for (Variable variable : definition.variables()) {
      String name = variable.name();
      String value =
          patterns.stream()
              .flatMap(pattern -> pattern.find(name, request.url()).stream())
              .findFirst()
              .orElse("");
      filled = filled.replace("{" + name + "}", value);
    }
    return filled;
  }

  @Override
  public Scopes readScopes(RecordedRequest request) {
    String separator = definition.oauth2().map(OAuth2::scopeSeparator).orElse(" ");
    return ScopeParameter.read(request, "scope", separator);
  }

  @Override
  public OAuthClient newClient(int number) {
    OAuthClient.Builder client = OAuthClient.builder("sandbox-" + integrationType() + "-" + number);
    if (!clientAuthentication().contains(ClientAuthentication.NONE)) {
      // Characters that show whether a client encodes what it puts into a header, a form or JSON.
      client.clientSecret(Secret.of(Canary.secret("client-secret") + "+:%\""));
    }
    return client.build();
  }

  static boolean hasHeaders(RecordedRequest request, Map<String, String> demanded) {
    return demanded.entrySet().stream()
        .allMatch(
            header ->
                request.header(header.getKey()).filter(header.getValue()::equals).isPresent());
  }

  private SandboxReply profile(SandboxAccount account) {
    IdentityCall call = definition.identity().orElseThrow();
    JsonText json = JsonText.empty();
    call.idPaths().stream().findFirst().ifPresent(path -> json.put(path, account.id()));
    call.displayNamePaths().stream()
        .findFirst()
        .ifPresent(path -> json.put(path, account.displayName()));
    String email = account.emailHidden() ? null : account.email().orElse(null);
    call.emailPaths().stream().findFirst().ifPresent(path -> json.put(path, email));
    return SandboxReply.json(200, json.value());
  }

  private static SandboxReply badToken() {
    return SandboxReply.json(401, Map.of("error", "invalid_token"))
        .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }

  private static List<Route> routes(IntegrationDefinition definition) {
    List<Route> routes = new ArrayList<>();
    definition
        .oauth2()
        .ifPresent(
            oauth2 -> {
              routes.addAll(Route.all("GET", oauth2.authorizeUrl().texts(), Endpoint.AUTHORIZE));
              routes.addAll(Route.all("POST", oauth2.tokenUrl().texts(), Endpoint.TOKEN));
            });
    definition
        .identity()
        .ifPresent(
            call -> {
              List<String> urls =
                  definition.api().orElseThrow().baseUrl().texts().stream()
                      .map(base -> base + call.path())
                      .toList();
              routes.addAll(Route.all("GET", urls, Endpoint.IDENTITY));
            });
    definition
        .revocation()
        .ifPresent(
            call -> routes.addAll(Route.all(call.method(), call.url().texts(), Endpoint.REVOKE)));
    return routes;
  }
}

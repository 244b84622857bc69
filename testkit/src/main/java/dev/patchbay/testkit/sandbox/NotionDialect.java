package dev.patchbay.testkit.sandbox;

import dev.patchbay.http.JsonView;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.BodyFormat;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.testkit.Canary;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notion: JSON bodies, Basic authentication, a version in every request, no scopes, no proof keys
 * and no word of when a token ends. Immutable.
 *
 * <p>What {@link SandboxService#issueKey} gives out is the token of an internal connection: the
 * workspace owns it, and no app can revoke it.
 *
 * @see <a href="https://developers.notion.com/docs/authorization">Authorization</a>
 */
public final class NotionDialect implements Dialect {
  private static final String VERSION = "Notion-Version";
  private static final List<Route> ROUTES =
      List.of(
          Route.of("GET", "https://api.notion.com/v1/oauth/authorize", Endpoint.AUTHORIZE),
          Route.of("POST", "https://api.notion.com/v1/oauth/token", Endpoint.TOKEN),
          Route.of("POST", "https://api.notion.com/v1/oauth/revoke", Endpoint.REVOKE),
          Route.of("GET", "https://api.notion.com/v1/users/me", Endpoint.IDENTITY));
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "invalid_client", "Client authentication failed.",
          "invalid_grant", "Invalid code.",
          "invalid_request", "A parameter is missing or wrong.",
          "unsupported_grant_type", "The grant type is not supported.");

  private final boolean refreshable;

  private NotionDialect(boolean refreshable) {
    this.refreshable = refreshable;
  }

  /** {@return Notion, as a public connection sees it} */
  public static NotionDialect standard() {
    return new NotionDialect(true);
  }

  /** {@return Notion with {@code null} for a refresh token, as older connections have it} */
  public static NotionDialect withoutRefreshToken() {
    return new NotionDialect(false);
  }

  @Override
  public String integrationType() {
    return "notion";
  }

  @Override
  public String displayName() {
    return "Notion";
  }

  @Override
  public Optional<Endpoint> findEndpoint(RecordedRequest request) {
    return ROUTES.stream().filter(route -> route.matches(request)).map(Route::endpoint).findFirst();
  }

  @Override
  public SandboxReply identity(RecordedRequest request, Ledger ledger) {
    if (!hasVersion(request)) {
      return NotionError.of("missing_version");
    }
    return request
        .authorization("Bearer")
        .filter(ledger::isAlive)
        .flatMap(ledger::findGrant)
        .map(grant -> SandboxReply.json(200, bot(grant)))
        .orElseGet(() -> NotionError.of("unauthorized"));
  }

  /** Ends the token alone: after an access token its refresh token lives on, and the reverse. */
  @Override
  public SandboxReply revoke(RecordedRequest request, Ledger ledger) {
    ClientCheck clients = new ClientCheck(clientAuthentication(), ledger);
    if (!hasVersion(request)) {
      return NotionError.of("missing_version");
    }
    if (clients.check(request).isPresent()) {
      return NotionError.of("unauthorized");
    }
    Optional<String> token = request.bodyField("token");
    if (!request.isOf(BodyFormat.JSON) || token.isEmpty()) {
      return NotionError.of("invalid_request");
    }
    if (clients.findOwnGrant(request, "token").isPresent()) {
      ledger.revokeToken(token.get());
    }
    return SandboxReply.json(200, Map.of("request_id", NotionError.newRequestId()));
  }

  @Override
  public SandboxReply tokens(RecordedRequest request, Approval approval) {
    SandboxGrant grant =
        refreshable
            ? approval.issueRefreshable(newAccessToken(), newRefreshToken())
            : approval.issue(newAccessToken());
    return refreshed(request, grant);
  }

  @Override
  public SandboxReply refreshed(RecordedRequest request, SandboxGrant grant) {
    NotionWorkspace workspace = new NotionWorkspace(grant);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("access_token", grant.accessToken());
    fields.put("token_type", "bearer");
    fields.put("refresh_token", grant.refreshToken().orElse(null));
    fields.put("bot_id", workspace.botId());
    fields.put("workspace_id", workspace.id());
    fields.put("workspace_name", workspace.name());
    fields.put("workspace_icon", null);
    fields.put("owner", workspace.owner());
    fields.put("duplicated_template_id", null);
    fields.put("request_id", NotionError.newRequestId());
    return SandboxReply.json(200, fields);
  }

  /** Tokens end without notice, but not by a time that anyone was told. */
  @Override
  public Lifetimes lifetimes(Scopes granted) {
    return Lifetimes.unlimited();
  }

  @Override
  public Optional<Rotation> rotation() {
    return refreshable ? Optional.of(Rotation.strict()) : Optional.empty();
  }

  /** The token endpoint has the RFC's words for what the RFC knows; the rest is the API's. */
  @Override
  public SandboxReply error(RecordedRequest request, String code) {
    boolean ofTheRfc =
        DESCRIPTIONS.containsKey(code)
            && findEndpoint(request).filter(Endpoint.TOKEN::equals).isPresent();
    return ofTheRfc ? error(code, DESCRIPTIONS.getOrDefault(code, "")) : NotionError.of(code);
  }

  @Override
  public SandboxReply refuse(Refusal refusal, RecordedRequest request) {
    if (!hasVersion(request)) {
      return NotionError.of("missing_version");
    }
    if (refusal.isAboutRefreshToken()) {
      return error("invalid_grant", "Invalid refresh token.");
    }
    return error(
        request,
        refusal == Refusal.MALFORMED_REQUEST ? malformed(request) : refusal.standardCode());
  }

  @Override
  public Optional<Refusal> checkTokenRequest(RecordedRequest request) {
    return hasVersion(request) ? Optional.empty() : Optional.of(Refusal.MALFORMED_REQUEST);
  }

  @Override
  public Set<ClientAuthentication> clientAuthentication() {
    return Set.of(ClientAuthentication.BASIC);
  }

  @Override
  public Set<BodyFormat> bodyFormats() {
    return Set.of(BodyFormat.JSON);
  }

  @Override
  public PkceRule pkce() {
    return PkceRule.IGNORED;
  }

  @Override
  public Optional<String> checkAuthorization(RecordedRequest request) {
    return request.queryParameter("owner").filter("user"::equals).isPresent()
        ? Optional.empty()
        : Optional.of("invalid_request");
  }

  /** What a connection may do is in its settings; the parameter is not known. */
  @Override
  public Scopes readScopes(RecordedRequest request) {
    return Scopes.none();
  }

  @Override
  public String newAccessToken() {
    return "ntn_" + Canary.secret("access");
  }

  @Override
  public String newRefreshToken() {
    return "nrt_" + Canary.secret("refresh");
  }

  @Override
  public String newApiKey() {
    return "ntn_" + Canary.secret("key");
  }

  private static SandboxReply error(String code, String description) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("error", code);
    fields.put("error_description", description);
    return SandboxReply.json(code.equals("invalid_client") ? 401 : 400, fields);
  }

  private static boolean hasVersion(RecordedRequest request) {
    return request.header(VERSION).isPresent();
  }

  // A form is not read at all, so no client is found in it.
  private static String malformed(RecordedRequest request) {
    if (!request.isOf(BodyFormat.JSON)) {
      return "invalid_client";
    }
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    return JsonView.parse(body).isObject() ? "invalid_request" : "invalid_json";
  }

  private static Map<String, @Nullable Object> bot(SandboxGrant grant) {
    NotionWorkspace workspace = new NotionWorkspace(grant);
    Map<String, @Nullable Object> bot = new LinkedHashMap<>();
    bot.put("owner", workspace.owner());
    bot.put("workspace_id", workspace.id());
    bot.put("workspace_name", workspace.name());
    bot.put("workspace_limits", Map.of("max_file_upload_size_in_bytes", 5_242_880));
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("object", "user");
    fields.put("id", workspace.botId());
    fields.put("name", "Sandbox Connection");
    fields.put("avatar_url", null);
    fields.put("type", "bot");
    fields.put("bot", bot);
    fields.put("request_id", NotionError.newRequestId());
    return fields;
  }
}

package dev.patchbay.testkit.sandbox;

import dev.patchbay.spi.definition.ClientAuthentication;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The three calls of GitHub's REST API that connecting needs. Immutable.
 *
 * @see <a href="https://docs.github.com/rest/users/users">REST API, users</a>
 * @see <a href="https://docs.github.com/rest/apps/oauth-applications">REST API, OAuth apps</a>
 */
final class GitHubApi {
  static final String APP_PREFIX = "ghu_";

  private final GitHubHost host;

  GitHubApi(GitHubHost host) {
    this.host = host;
  }

  SandboxReply user(RecordedRequest request, Ledger ledger) {
    return withGrant(request, ledger, grant -> SandboxReply.json(200, profile(grant.account())));
  }

  SandboxReply emails(RecordedRequest request, Ledger ledger) {
    return withGrant(
        request,
        ledger,
        grant -> {
          Set<String> scopes = grant.scopes().values();
          boolean allowed = scopes.contains("user:email") || scopes.contains("user");
          return allowed ? SandboxReply.json(200, addresses(grant.account())) : notFound();
        });
  }

  SandboxReply deleteToken(RecordedRequest request, Ledger ledger) {
    ClientCheck clients = new ClientCheck(Set.of(ClientAuthentication.BASIC), ledger);
    if (request.header("User-Agent").isEmpty()) {
      return noUserAgent();
    }
    if (clients.check(request).isPresent()) {
      return message(401, "Bad credentials");
    }
    Optional<String> token = request.bodyField("access_token");
    if (token.isEmpty()) {
      return message(422, "Invalid request. \"access_token\" wasn't supplied.");
    }
    Optional<String> inPath = host.findClientId(request.url());
    Optional<SandboxGrant> grant =
        clients
            .findOwnGrant(request, "access_token")
            .filter(found -> found.accessToken().equals(token.get()))
            .filter(found -> inPath.filter(found::isOf).isPresent());
    grant.ifPresent(ledger::revoke);
    return grant.isPresent() ? SandboxReply.empty(204) : notFound();
  }

  private static SandboxReply withGrant(
      RecordedRequest request, Ledger ledger, Function<SandboxGrant, SandboxReply> answer) {
    if (request.header("User-Agent").isEmpty()) {
      return noUserAgent();
    }
    return request
        .authorization("Bearer")
        .or(() -> request.authorization("token"))
        .filter(ledger::isAlive)
        .flatMap(ledger::findGrant)
        .map(grant -> withScopes(answer.apply(grant), grant))
        .orElseGet(() -> message(401, "Bad credentials"));
  }

  // Tokens of GitHub Apps have permissions in place of scopes, and no such header.
  private static SandboxReply withScopes(SandboxReply reply, SandboxGrant grant) {
    return grant.accessToken().startsWith(APP_PREFIX)
        ? reply
        : reply.withHeader("X-OAuth-Scopes", grant.scopes().joined(", "));
  }

  private Map<String, @Nullable Object> profile(SandboxAccount account) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("login", account.login());
    fields.put("id", Long.parseLong(account.id()));
    fields.put("html_url", host.profileUrl(account.login()));
    fields.put("type", "User");
    fields.put("site_admin", false);
    fields.put("name", account.name().orElse(null));
    fields.put("company", null);
    fields.put("email", account.emailHidden() ? null : account.email().orElse(null));
    return fields;
  }

  private static List<Map<String, @Nullable Object>> addresses(SandboxAccount account) {
    return account.email().stream().map(email -> address(email, account)).toList();
  }

  private static Map<String, @Nullable Object> address(String email, SandboxAccount account) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("email", email);
    fields.put("primary", true);
    fields.put("verified", !account.emailUnverified());
    fields.put("visibility", account.emailHidden() ? "private" : "public");
    return fields;
  }

  private static SandboxReply noUserAgent() {
    return SandboxReply.of(
        403, "text/html", "Request forbidden by administrative rules. User-Agent is missing.");
  }

  private static SandboxReply notFound() {
    return message(404, "Not Found");
  }

  private static SandboxReply message(int status, String message) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("message", message);
    fields.put("documentation_url", "https://docs.github.com/rest");
    fields.put("status", Integer.toString(status));
    return SandboxReply.json(status, fields);
  }
}

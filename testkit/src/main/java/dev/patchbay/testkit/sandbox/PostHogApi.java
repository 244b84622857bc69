package dev.patchbay.testkit.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The three calls that tell whose a key or token of PostHog is. Immutable.
 *
 * @see <a href="https://posthog.com/docs/api">PostHog's API</a>
 */
final class PostHogApi {
  private static final String READ_USER = "user:read";
  private static final String OPENID = "openid";

  private final PostHogHost home;

  PostHogApi(PostHogHost home) {
    this.home = home;
  }

  /** Takes keys and tokens; the scope to write is one to read as well. */
  SandboxReply me(RecordedRequest request, Ledger ledger) {
    Optional<SandboxGrant> grant = findGrant(request, ledger);
    if (grant.isEmpty()) {
      return unauthenticated(request);
    }
    Set<String> scopes = grant.get().scopes().values();
    boolean allowed =
        scopes.contains(READ_USER) || scopes.contains("user:write") || scopes.contains("*");
    return allowed
        ? SandboxReply.json(200, PostHogProfile.user(grant.get().account()))
        : missingScope(READ_USER);
  }

  /** Takes keys only, whatever they allow. */
  SandboxReply currentKey(RecordedRequest request, Ledger ledger) {
    Optional<SandboxGrant> grant = findGrant(request, ledger);
    if (grant.isEmpty()) {
      return unauthenticated(request);
    }
    return isKey(grant.get())
        ? SandboxReply.json(200, PostHogProfile.key(grant.get()))
        : denied("This action does not support OAuth access tokens");
  }

  /** Takes tokens only. */
  SandboxReply userinfo(RecordedRequest request, Ledger ledger) {
    Optional<SandboxGrant> grant = findGrant(request, ledger).filter(found -> !isKey(found));
    if (grant.isEmpty()) {
      return unauthenticated(request);
    }
    return grant.get().scopes().values().contains(OPENID)
        ? SandboxReply.json(200, PostHogProfile.claims(grant.get()))
        : missingScope(OPENID);
  }

  private Optional<SandboxGrant> findGrant(RecordedRequest request, Ledger ledger) {
    return request
        .authorization("Bearer")
        .filter(token -> home.serves(request))
        .filter(ledger::isAlive)
        .flatMap(ledger::findGrant);
  }

  private static boolean isKey(SandboxGrant grant) {
    return grant.clientId().isEmpty();
  }

  private static SandboxReply unauthenticated(RecordedRequest request) {
    return request.authorization("Bearer").isPresent()
        ? problem(
            401,
            "authentication_failed",
            "Personal API key found in request Authorization header is invalid.")
        : problem(401, "not_authenticated", "Authentication credentials were not provided.");
  }

  private static SandboxReply missingScope(String scope) {
    return denied("API key missing required scope '" + scope + "'");
  }

  private static SandboxReply denied(String detail) {
    return problem(403, "permission_denied", detail);
  }

  private static SandboxReply problem(int status, String code, String detail) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", "authentication_error");
    fields.put("code", code);
    fields.put("detail", detail);
    fields.put("attr", null);
    return SandboxReply.json(status, fields);
  }
}

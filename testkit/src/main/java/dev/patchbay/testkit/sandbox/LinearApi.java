package dev.patchbay.testkit.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of Linear's GraphQL API that tells whose a key or token is. Immutable.
 *
 * @see <a href="https://linear.app/developers/graphql">Linear's API</a>
 */
final class LinearApi {
  static final String KEY_PREFIX = "lin_api_";
  private static final String KEY_AS_BEARER =
      "It looks like you're trying to use an API key as a Bearer token. "
          + "Remove the Bearer prefix from the Authorization header.";

  private final LinearOrganization organization;
  private final int unauthenticatedStatus;

  LinearApi(LinearOrganization organization, int unauthenticatedStatus) {
    this.organization = organization;
    this.unauthenticatedStatus = unauthenticatedStatus;
  }

  SandboxReply answer(RecordedRequest request, Ledger ledger) {
    Optional<String> bearer = request.authorization("Bearer");
    if (bearer.filter(LinearApi::isKey).isPresent()) {
      return errors(400, Map.of("message", KEY_AS_BEARER));
    }
    return bearer
        .or(() -> request.authorization("").filter(LinearApi::isKey))
        .filter(ledger::isAlive)
        .flatMap(ledger::findGrant)
        .map(grant -> run(request, grant.account()))
        .orElseGet(this::unauthenticated);
  }

  private SandboxReply run(RecordedRequest request, SandboxAccount account) {
    Map<String, Map<String, @Nullable Object>> known =
        Map.of("viewer", viewer(account), "organization", organization.fields());
    return LinearQuery.read(request)
        .map(asked -> select(asked, known))
        .orElseGet(() -> invalid("GRAPHQL_PARSE_FAILED", "Syntax Error: not a query."));
  }

  private static SandboxReply select(
      Map<String, List<String>> asked, Map<String, Map<String, @Nullable Object>> known) {
    Map<String, Object> data = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> object : asked.entrySet()) {
      Map<String, @Nullable Object> all = known.getOrDefault(object.getKey(), Map.of());
      if (!all.keySet().containsAll(object.getValue())) {
        return invalid(
            "GRAPHQL_VALIDATION_FAILED",
            "Cannot query one of " + object.getValue() + " on \"" + object.getKey() + "\".");
      }
      Map<String, @Nullable Object> chosen = new LinkedHashMap<>();
      object.getValue().forEach(name -> chosen.put(name, all.get(name)));
      data.put(object.getKey(), chosen);
    }
    return SandboxReply.json(200, Map.of("data", data));
  }

  private static Map<String, @Nullable Object> viewer(SandboxAccount account) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", account.id());
    fields.put("name", account.displayName());
    fields.put("displayName", account.login());
    fields.put("email", account.emailHidden() ? null : account.email().orElse(null));
    return fields;
  }

  private SandboxReply unauthenticated() {
    Map<String, Object> extensions = new LinkedHashMap<>();
    extensions.put("type", "authentication error");
    extensions.put("code", "AUTHENTICATION_ERROR");
    extensions.put("statusCode", 401);
    extensions.put("userError", true);
    extensions.put("userPresentableMessage", "You need to authenticate to access this operation.");
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", "Authentication required, not authenticated");
    error.put("extensions", extensions);
    return errors(unauthenticatedStatus, error);
  }

  private static SandboxReply invalid(String code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", message);
    error.put("extensions", Map.of("code", code));
    return errors(400, error);
  }

  private static SandboxReply errors(int status, Map<String, ?> error) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("errors", List.of(error));
    fields.put("data", null);
    return SandboxReply.json(status, fields);
  }

  private static boolean isKey(String credential) {
    return credential.startsWith(KEY_PREFIX);
  }
}

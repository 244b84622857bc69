package dev.patchbay.testkit.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The errors of Google's APIs; those of its authorization server look otherwise.
 *
 * @see <a href="https://developers.google.com/workspace/gmail/api/guides/handle-errors">Resolve
 *     errors</a>
 */
final class GoogleError {
  private static final String NO_FIELDS = "The 'fields' parameter is required for this method.";

  private GoogleError() {}

  static SandboxReply invalidCredentials() {
    Map<String, String> reason = reason("authError", "Invalid Credentials");
    reason.put("location", "Authorization");
    reason.put("locationType", "header");
    String message = "Request had invalid authentication credentials.";
    return SandboxReply.json(401, body(fields(401, "UNAUTHENTICATED", message, reason)))
        .withHeader(
            "WWW-Authenticate",
            "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"");
  }

  static SandboxReply insufficientScopes() {
    Map<String, Object> fields =
        fields(
            403,
            "PERMISSION_DENIED",
            "Request had insufficient authentication scopes.",
            reason("insufficientPermissions", "Insufficient Permission"));
    Map<String, String> detail = new LinkedHashMap<>();
    detail.put("@type", "type.googleapis.com/google.rpc.ErrorInfo");
    detail.put("reason", "ACCESS_TOKEN_SCOPE_INSUFFICIENT");
    detail.put("domain", "googleapis.com");
    fields.put("details", List.of(detail));
    return SandboxReply.json(403, body(fields));
  }

  static SandboxReply noMailbox() {
    String message = "Mail service not enabled";
    Map<String, String> reason = reason("failedPrecondition", message);
    return SandboxReply.json(400, body(fields(400, "FAILED_PRECONDITION", message, reason)));
  }

  static SandboxReply fieldsMissing() {
    return badFields("required", NO_FIELDS);
  }

  static SandboxReply fieldsUnknown(String selection) {
    return badFields("invalidParameter", "Invalid field selection " + selection);
  }

  private static SandboxReply badFields(String why, String message) {
    Map<String, String> reason = reason(why, message);
    reason.put("location", "fields");
    reason.put("locationType", "parameter");
    return SandboxReply.json(400, body(fields(400, "INVALID_ARGUMENT", message, reason)));
  }

  private static Map<String, String> reason(String reason, String message) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("message", message);
    fields.put("domain", "global");
    fields.put("reason", reason);
    return fields;
  }

  private static Map<String, Object> fields(
      int code, String status, String message, Map<String, String> reason) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("code", code);
    fields.put("message", message);
    fields.put("errors", List.of(reason));
    fields.put("status", status);
    return fields;
  }

  private static Map<String, Object> body(Map<String, Object> error) {
    return Map.of("error", error);
  }
}

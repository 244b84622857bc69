package dev.patchbay.testkit.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The errors of Notion's API, in a form of their own.
 *
 * @see <a href="https://developers.notion.com/reference/status-codes">Status codes</a>
 */
final class NotionError {
  private static final Map<String, Integer> STATUSES =
      Map.of(
          "unauthorized", 401,
          "restricted_resource", 403,
          "object_not_found", 404,
          "conflict_error", 409,
          "rate_limited", 429,
          "internal_server_error", 500,
          "service_unavailable", 503,
          "service_overload", 529);
  private static final Map<String, String> MESSAGES =
      Map.of(
          "unauthorized", "API token is invalid.",
          "invalid_json", "Error parsing JSON body.",
          "missing_version", "Notion-Version header is missing.");

  private NotionError() {}

  static SandboxReply of(String code) {
    int status = STATUSES.getOrDefault(code, 400);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("object", "error");
    fields.put("status", status);
    fields.put("code", code);
    fields.put("message", MESSAGES.getOrDefault(code, "The request was refused."));
    fields.put("request_id", newRequestId());
    SandboxReply reply = SandboxReply.json(status, fields);
    return status == 429 ? reply.withHeader("Retry-After", "1") : reply;
  }

  static String newRequestId() {
    return UUID.randomUUID().toString();
  }
}

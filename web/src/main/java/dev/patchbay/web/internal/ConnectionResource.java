package dev.patchbay.web.internal;

import dev.patchbay.ConnectionManager;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Creates connections from direct credentials, shows one, and deletes. */
final class ConnectionResource {
  private static final Set<String> FIELDS =
      Set.of(
          "integration_type",
          "access_token",
          "refresh_token",
          "api_key",
          "scope",
          "extra",
          "variables",
          "client_id",
          "member_id",
          "verify");

  private static final int MAX_EXTRA = 32;
  private static final int MAX_EXTRA_LENGTH = 1_024;

  private final ConnectionManager connections;
  private final VisibleConnections visible;
  private final Quotas quotas;

  ConnectionResource(ApiParts parts) {
    this.connections = parts.integrations().connections();
    this.visible = new VisibleConnections(connections);
    this.quotas = parts.quotas();
  }

  Reply create(Call call) throws IOException {
    WorkspaceId workspaceId = workspace(call);
    call.query();
    RequestBody body = call.body(FIELDS);
    ConnectionRequest.Builder request =
        ConnectionRequest.builder(body.required("integration_type"));
    Access.owner(call.principal(), body.text("member_id").map(MemberId::of))
        .ifPresent(request::memberId);
    body.text("access_token").map(Secret::of).ifPresent(request::accessToken);
    body.text("refresh_token").map(Secret::of).ifPresent(request::refreshToken);
    body.text("api_key").map(Secret::of).ifPresent(request::apiKey);
    body.text("scope").map(Scopes::parse).ifPresent(request::scopes);
    body.text("client_id").ifPresent(request::clientId);
    body.textsByName("variables").forEach(request::variable);
    extra(body).forEach(request::extra);
    if (body.flag("verify").orElse(true)) {
      quotas.verification(workspaceId);
    } else {
      request.verificationOff();
    }
    Connection created = connections.create(workspaceId, request.build());
    return Json.success(201, json -> ConnectionJson.write(json, created));
  }

  private static WorkspaceId workspace(Call call) {
    return Access.workspace(call.principal(), call.variable("workspace_id"));
  }

  private static Map<String, String> extra(RequestBody body) {
    Map<String, String> extra = body.textsByName("extra");
    boolean acceptable =
        extra.size() <= MAX_EXTRA
            && extra.entrySet().stream()
                .allMatch(
                    one -> one.getKey().length() + one.getValue().length() <= MAX_EXTRA_LENGTH);
    if (!acceptable) {
      throw new Refusal(
          ErrorCode.INVALID_ARGUMENT,
          "'extra' is too large: expected at most 32 entries of 1 KiB each; send less.");
    }
    return extra;
  }

  private static String id(Call call) {
    return call.variable("connection_id");
  }

  Reply read(Call call) {
    call.query();
    Connection connection = visible.get(call.principal(), workspace(call), id(call));
    return Json.success(200, json -> ConnectionJson.write(json, connection));
  }

  Reply delete(Call call) {
    WorkspaceId workspaceId = workspace(call);
    RevocationMode mode = mode(call.query("revoke"));
    Connection connection = visible.get(call.principal(), workspaceId, id(call));
    Access.requireChange(call.principal(), connection.memberId());
    DeletionReceipt receipt = connections.delete(workspaceId, connection.id(), mode);
    String revocation = Json.wireValue(receipt.revocation());
    return Json.success(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("revocation", revocation);
          json.writeEndObject();
        });
  }

  private static RevocationMode mode(QueryParameters query) {
    return switch (query.find("revoke").orElse("auto")) {
      case "auto" -> RevocationMode.AUTO;
      case "true" -> RevocationMode.ALWAYS;
      case "false" -> RevocationMode.NEVER;
      default ->
          throw new Refusal(
              ErrorCode.INVALID_ARGUMENT, "'revoke' must be one of auto, true and false.");
    };
  }
}

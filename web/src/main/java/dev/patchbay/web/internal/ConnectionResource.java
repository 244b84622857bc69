package dev.patchbay.web.internal;

import dev.patchbay.ConnectionManager;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  ConnectionResource(ApiParts parts) {
    this.connections = parts.integrations().connections();
  }

  Reply create(Call call) throws IOException {
    WorkspaceId workspaceId = workspace(call);
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
    if (!body.flag("verify").orElse(true)) {
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

  Reply read(Call call) {
    call.query();
    Connection connection = visible(call, workspace(call));
    return Json.success(200, json -> ConnectionJson.write(json, connection));
  }

  private Connection visible(Call call, WorkspaceId workspaceId) {
    try {
      return Optional.of(call.variable("connection_id"))
          .filter(Access::isId)
          .map(id -> connections.get(workspaceId, ConnectionId.of(id)))
          .filter(found -> Access.isVisible(call.principal(), found.memberId()))
          .orElseThrow(Access::noConnection);
    } catch (NotFoundException gone) {
      throw Access.noConnection();
    }
  }

  Reply delete(Call call) {
    WorkspaceId workspaceId = workspace(call);
    RevocationMode mode = mode(call.query("revoke"));
    Connection connection = visible(call, workspaceId);
    Access.requireChange(call.principal(), connection.memberId());
    DeletionReceipt receipt = connections.delete(workspaceId, connection.id(), mode);
    String revocation = receipt.revocation().name().toLowerCase(Locale.ROOT);
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

package dev.patchbay.web.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.web.spi.BrowserBinding;
import dev.patchbay.web.spi.Principal;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Creates sessions, and tells what became of them. */
final class SessionResource {
  private static final Set<String> FIELDS =
      Set.of(
          "integration_type",
          "workspace_id",
          "return_to",
          "member_id",
          "scopes",
          "variables",
          "connection_id");

  private final Integrations integrations;
  private final VisibleConnections connections;
  private final SessionReads reads;
  private final Quotas quotas;
  private final ReturnTargets returns;
  private final BrowserBinding binding;

  SessionResource(ApiParts parts) {
    this.integrations = parts.integrations();
    this.connections = new VisibleConnections(integrations.connections());
    this.reads = parts.reads();
    this.quotas = parts.quotas();
    this.returns = parts.returns();
    this.binding = parts.binding();
  }

  Reply create(Call call) throws IOException {
    call.query();
    RequestBody body = call.body(FIELDS);
    WorkspaceId workspaceId = workspace(call.principal(), body);
    SessionRequest.Builder request =
        SessionRequest.builder(workspaceId, body.required("integration_type"));
    Optional<MemberId> named = body.text("member_id").map(MemberId::of);
    Optional<String> reconnected = body.text("connection_id");
    if (reconnected.isPresent()) {
      Connection connection = connections.get(call.principal(), workspaceId, reconnected.get());
      requireOwner(call.principal(), connection, named);
      request.connectionId(connection.id());
    } else {
      Access.owner(call.principal(), named).ifPresent(request::memberId);
    }
    body.text("return_to").map(returns::requireAllowed).ifPresent(request::returnTo);
    body.texts("scopes").map(Scopes::copyOf).ifPresent(request::scopes);
    body.textsByName("variables").forEach(request::variable);
    binding.find(call.request()).ifPresent(request::browserBinding);
    quotas.creation(workspaceId);
    Session session = integrations.sessions().create(request.build());
    return Json.success(201, json -> writeCreated(json, session));
  }

  private static WorkspaceId workspace(Principal principal, RequestBody body) {
    return body.text("workspace_id")
        .map(id -> Access.workspace(principal, id))
        .or(principal::workspaceId)
        .orElseThrow(
            () ->
                new Refusal(
                    ErrorCode.INVALID_ARGUMENT,
                    "'workspace_id' is missing; an organisation's key needs it."));
  }

  private static void requireOwner(
      Principal principal, Connection connection, Optional<MemberId> named) {
    Access.requireChange(principal, connection.memberId());
    if (named.isPresent() && !named.equals(connection.memberId())) {
      throw new Refusal(
          ErrorCode.INVALID_ARGUMENT,
          "'member_id' does not own the connection of 'connection_id'; leave it out.");
    }
  }

  private static void writeCreated(JsonGenerator json, Session session) throws IOException {
    json.writeStartObject();
    json.writeStringField("session_id", session.id().value());
    json.writeStringField("authorize_url", session.authorizeUrl().orElseThrow());
    json.writeEndObject();
  }

  Reply read(Call call) {
    String id = call.variable("session_id");
    call.query();
    Session session =
        Optional.of(id)
            .filter(Access::isId)
            .flatMap(known -> reads.find(call.principal(), SessionId.of(known)))
            .filter(found -> Access.isVisible(call.principal(), found.memberId()))
            .orElseThrow(Access::noSession);
    quotas.read(session.id());
    return Json.success(200, json -> write(json, session));
  }

  private static void write(JsonGenerator json, Session session) throws IOException {
    json.writeStartObject();
    json.writeStringField("status", status(session.status()));
    Json.optional(json, "connection_id", session.connectionId().map(ConnectionId::value));
    Json.optional(json, "error", error(session));
    json.writeStringField("outcome", Json.wireValue(session.status()));
    Json.time(json, "expires_at", session.expiresAt());
    json.writeEndObject();
  }

  static String status(SessionStatus status) {
    return switch (status) {
      case PENDING -> "pending";
      case COMPLETE -> "complete";
      case DENIED, FAILED, EXPIRED -> "error";
    };
  }

  /** {@return the code of what kept a session from being complete; empty while nothing did} */
  static Optional<String> errorCode(Session session) {
    return switch (session.status()) {
      case PENDING, COMPLETE -> Optional.empty();
      case DENIED -> Optional.of("access_denied");
      case EXPIRED -> Optional.of("session_expired");
      case FAILED -> session.failure().map(SessionFailure::code);
    };
  }

  private static Optional<String> error(Session session) {
    return errorCode(session).map(code -> code + ": " + words(session.status(), code));
  }

  /** Not the failure's own message, in which a provider may have its part. */
  private static String words(SessionStatus status, String code) {
    return switch (status) {
      case DENIED -> "the user did not agree";
      case EXPIRED -> "nobody finished the session in time; create another one";
      default -> ErrorWords.of(ErrorCode.find(code).orElse(ErrorCode.AUTHORIZATION_FAILED));
    };
  }
}

package dev.patchbay.web.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.MemberId;
import java.io.IOException;

/** A connection as clients see it; it never has a credential. */
final class ConnectionJson {
  private ConnectionJson() {}

  static void write(JsonGenerator json, Connection connection) throws IOException {
    json.writeStartObject();
    json.writeStringField("external_id", connection.id().value());
    json.writeStringField("workspace_id", connection.workspaceId().value());
    json.writeStringField("integration_type", connection.integrationType());
    Json.optional(json, "member_id", connection.memberId().map(MemberId::value));
    if (connection.account().isPresent()) {
      json.writeFieldName("account");
      write(json, connection.account().get());
    }
    if (!connection.variables().isEmpty()) {
      json.writeFieldName("variables");
      Json.texts(json, connection.variables());
    }
    json.writeStringField("status", Json.wireValue(connection.status()));
    Json.optional(json, "status_reason", connection.statusCause());
    if (!connection.grantedScopes().isEmpty()) {
      json.writeStringField("scope", connection.grantedScopes().joined(" "));
    }
    if (connection.expiresAt().isPresent()) {
      Json.time(json, "expires_at", connection.expiresAt().get());
    }
    Json.time(json, "created_at", connection.createdAt());
    Json.time(json, "updated_at", connection.updatedAt());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Account account) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", account.id());
    Json.optional(json, "display_name", account.displayName());
    Json.optional(json, "email", account.email());
    json.writeEndObject();
  }
}

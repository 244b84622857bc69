package dev.patchbay.web.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.Integrations;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.io.IOException;

/** Lists the integrations that are installed, and says whether they can be used. */
final class Catalogue {
  private final Integrations integrations;

  Catalogue(ApiParts parts) {
    this.integrations = parts.integrations();
  }

  Reply list(Call call) {
    call.query();
    return Json.success(
        200,
        json -> {
          json.writeStartArray();
          for (IntegrationDefinition definition : integrations.installed()) {
            write(json, definition);
          }
          json.writeEndArray();
        });
  }

  private void write(JsonGenerator json, IntegrationDefinition definition) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", definition.id());
    json.writeStringField("display_name", definition.displayName());
    json.writeArrayFieldStart("auth");
    if (definition.oauth2().isPresent()) {
      json.writeString("oauth");
    }
    if (definition.accessToken().isPresent()) {
      json.writeString("token");
    }
    if (definition.apiKey().isPresent()) {
      json.writeString("api_key");
    }
    json.writeEndArray();
    json.writeBooleanField(
        "configured", definition.oauth2().isEmpty() || integrations.hasClient(definition.id()));
    json.writeEndObject();
  }
}

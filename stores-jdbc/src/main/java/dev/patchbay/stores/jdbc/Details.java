package dev.patchbay.stores.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.model.Scopes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What nobody searches for, as a JSON object in one column. It says which version of us wrote it,
 * and fields that this version does not know are left alone. Not thread-safe.
 */
final class Details {
  private static final String VERSION = "v";
  private static final int CURRENT = 1;

  /** Escapes whatever is not ASCII: not every text that Java can hold has a form in UTF-8. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              // In its usual pool what it recycles stays with the host's threads, and keeps our
              // classes.
              JsonFactory.builder()
                  .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                  .build())
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private final ObjectNode fields;

  private Details(ObjectNode fields) {
    this.fields = fields;
  }

  static Details empty() {
    return new Details(MAPPER.createObjectNode().put(VERSION, CURRENT));
  }

  static Details parse(String json) throws SQLException {
    try {
      if (MAPPER.readTree(json) instanceof ObjectNode fields) {
        return new Details(fields);
      }
    } catch (JsonProcessingException notJson) {
      // Its message would tell of the content.
    }
    throw new SQLException("details are no JSON object", "22032");
  }

  /** Adds the fields of an earlier state of which this version knows nothing. */
  Details withUnknownOf(Details earlier, List<String> known) {
    earlier.fields.properties().stream()
        .filter(field -> !known.contains(field.getKey()) && !fields.has(field.getKey()))
        .forEach(field -> fields.set(field.getKey(), field.getValue()));
    return this;
  }

  Details put(String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  Details put(String name, Optional<String> value) {
    return put(name, value.orElse(null));
  }

  Details putNumber(String name, Optional<Integer> value) {
    value.ifPresent(number -> fields.put(name, number));
    return this;
  }

  Details putFlag(String name, boolean value) {
    if (value) {
      fields.put(name, true);
    }
    return this;
  }

  Details putScopes(String name, Scopes scopes) {
    if (!scopes.isEmpty()) {
      scopes.values().forEach(fields.putArray(name)::add);
    }
    return this;
  }

  Details putTexts(String name, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      texts.forEach(fields.putObject(name)::put);
    }
    return this;
  }

  Details putObject(String name, Details object) {
    object.fields.remove(VERSION);
    fields.set(name, object.fields);
    return this;
  }

  String text(String name) {
    return fields.path(name).asText();
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(fields.get(name)).map(JsonNode::asText);
  }

  @Nullable String textOrNull(String name) {
    return optional(name).orElse(null);
  }

  @Nullable Integer numberOrNull(String name) {
    JsonNode value = fields.get(name);
    return value == null ? null : value.asInt();
  }

  boolean flag(String name) {
    return fields.path(name).asBoolean();
  }

  Scopes scopes(String name) {
    List<String> scopes = new ArrayList<>();
    fields.path(name).forEach(scope -> scopes.add(scope.asText()));
    return Scopes.copyOf(scopes);
  }

  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    fields.path(name).properties().forEach(it -> texts.put(it.getKey(), it.getValue().asText()));
    return texts;
  }

  Optional<Details> object(String name) {
    return fields.get(name) instanceof ObjectNode object
        ? Optional.of(new Details(object))
        : Optional.empty();
  }

  /** {@return the JSON object} */
  String json() {
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException treesCanAlwaysBeWritten) {
      throw new IllegalStateException("JSON could not be written.", treesCanAlwaysBeWritten);
    }
  }
}

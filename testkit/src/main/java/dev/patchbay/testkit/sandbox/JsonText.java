package dev.patchbay.testkit.sandbox;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object to change. A field is a path of names with dots between. Not thread-safe. */
final class JsonText {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final ObjectNode root;

  private JsonText(ObjectNode root) {
    this.root = root;
  }

  static byte[] write(Object json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException cause) {
      throw new IllegalArgumentException("A JSON answer must hold plain values only", cause);
    }
  }

  static JsonText empty() {
    return new JsonText(MAPPER.createObjectNode());
  }

  static JsonText read(byte[] json) {
    try {
      if (MAPPER.readTree(json) instanceof ObjectNode object) {
        return new JsonText(object);
      }
    } catch (IOException notJson) {
      // told below, together with the other shapes that have no fields
    }
    throw new IllegalStateException("The answer is no JSON object, so no field can be changed");
  }

  @SuppressWarnings("NullAway") // valueToTree makes a JSON null of a null
  JsonText put(String path, @Nullable Object value) {
    int dot = path.lastIndexOf('.');
    ObjectNode parent = dot < 0 ? root : root.withObject(pointer(path.substring(0, dot)));
    parent.set(path.substring(dot + 1), MAPPER.<JsonNode>valueToTree(value));
    return this;
  }

  JsonText remove(String path) {
    int dot = path.lastIndexOf('.');
    JsonNode parent = dot < 0 ? root : root.at(pointer(path.substring(0, dot)));
    if (parent instanceof ObjectNode object && object.remove(path.substring(dot + 1)) != null) {
      return this;
    }
    throw new IllegalStateException("The answer has no field '" + path + "' to leave out");
  }

  /** Leaves out all that is at the top but these. */
  JsonText retain(List<String> names) {
    for (String name : names) {
      if (!root.has(name)) {
        throw new IllegalStateException("The answer has no field '" + name + "' to keep");
      }
    }
    root.retain(names);
    return this;
  }

  /** What is at the top, less objects, lists and nulls. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getValue().isValueNode() && !field.getValue().isNull()) {
        texts.put(field.getKey(), field.getValue().asText());
      }
    }
    return texts;
  }

  byte[] bytes() {
    return write(root);
  }

  Object value() {
    return root;
  }

  private static JsonPointer pointer(String path) {
    return JsonPointer.compile("/" + path.replace('.', '/'));
  }
}

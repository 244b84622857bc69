package dev.patchbay.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A read-only view of JSON that never throws on an unexpected shape: what is not there is a missing
 * view, and reads as empty. Immutable; {@code toString} shows the kind only.
 */
public final class JsonView {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_DIGITS = 6;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  // Recycled buffers would keep tokens in memory.
                  .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode node;

  private JsonView(JsonNode node) {
    this.node = node;
  }

  /**
   * Parses a text.
   *
   * @param body the text in UTF-8; nested at most 50 deep
   * @return the view; a missing one if it is not exactly one JSON value
   */
  public static JsonView parse(byte[] body) {
    try {
      return new JsonView(MAPPER.readTree(body));
    } catch (JsonProcessingException notJson) {
      return new JsonView(MissingNode.getInstance());
    } catch (IOException impossible) {
      throw new IllegalStateException("Reading from memory failed", impossible);
    }
  }

  /**
   * Views a map.
   *
   * @param fields the fields, with values that JSON knows
   * @return the view of an object
   */
  public static JsonView of(Map<String, ?> fields) {
    return new JsonView(MAPPER.valueToTree(fields));
  }

  /**
   * Follows a path of field names; in an array a number is the element's place, from 0.
   *
   * @param path field names with dots between, for instance {@code user.id} or {@code
   *     errors.0.code}
   * @return what stands there; a missing view if nothing does
   */
  public JsonView at(String path) {
    JsonNode found = node;
    for (int start = 0; start <= path.length(); ) {
      int dot = path.indexOf('.', start);
      int end = dot < 0 ? path.length() : dot;
      found = step(found, path.substring(start, end));
      start = end + 1;
    }
    return new JsonView(found);
  }

  private static JsonNode step(JsonNode node, String name) {
    boolean isPlace =
        node.isArray()
            && !name.isEmpty()
            && name.length() <= MAX_DIGITS
            && name.chars().allMatch(c -> c >= '0' && c <= '9');
    return isPlace ? node.path(Integer.parseInt(name)) : node.path(name);
  }

  /** {@return the elements of an array; empty if this is none} */
  public List<JsonView> items() {
    List<JsonView> items = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(item -> items.add(new JsonView(item)));
    }
    return items;
  }

  /** {@return the text; empty if this is no string} */
  public Optional<String> text() {
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  /** {@return the text of a string, or the digits of a number; empty if this is neither} */
  public Optional<String> textOrNumber() {
    return node.isNumber() ? Optional.of(node.asText()) : text();
  }

  /** {@return the truth value; empty if this is none} */
  public Optional<Boolean> truth() {
    return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
  }

  /** {@return whether this is an array} */
  public boolean isArray() {
    return node.isArray();
  }

  /** {@return whether this is an object} */
  public boolean isObject() {
    return node.isObject();
  }

  /** {@return whether nothing is here, or null} */
  public boolean isMissing() {
    return node.isMissingNode() || node.isNull();
  }

  @Override
  public String toString() {
    return "JsonView[" + node.getNodeType() + "]";
  }
}

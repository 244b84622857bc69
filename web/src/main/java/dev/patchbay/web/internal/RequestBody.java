package dev.patchbay.web.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that a request carries, with known fields only; a field that is {@code null} is
 * one that is absent.
 */
final class RequestBody {
  private static final int MAX_BYTES = 64 * 1024;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final ObjectNode object;

  private RequestBody(ObjectNode object) {
    this.object = object;
  }

  static RequestBody read(HttpServletRequest request, Set<String> known) throws IOException {
    // Not getContentType(), which throws in Jetty for a character set that Java does not know.
    requireJson(request.getHeader("content-type"));
    byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new Refusal(ErrorCode.BODY_TOO_LARGE, "The body is larger than 64 KiB; send less.");
    }
    ObjectNode object = parse(bytes);
    object.fieldNames().forEachRemaining(name -> requireKnown(name, known));
    return new RequestBody(object);
  }

  private static void requireJson(@Nullable String contentType) {
    if (contentType == null || !isJson(contentType.toLowerCase(Locale.ROOT))) {
      throw new Refusal(
          ErrorCode.MEDIA_TYPE_NOT_SUPPORTED,
          "The body must be JSON in UTF-8, and its 'content-type' must say so:"
              + " 'application/json'.");
    }
  }

  private static boolean isJson(String contentType) {
    List<String> parts = Arrays.stream(contentType.split(";", -1)).map(String::strip).toList();
    return parts.get(0).equals("application/json")
        && parts.stream()
            .filter(part -> part.startsWith("charset="))
            .allMatch(part -> part.replace("\"", "").equals("charset=utf-8"));
  }

  private static ObjectNode parse(byte[] bytes) {
    try {
      // Strict, and so that nothing guesses another encoding.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (Json.MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (CharacterCodingException | JsonProcessingException malformed) {
      // What is wrong is told below, without the text around it, which may be a secret.
    }
    throw malformed("The body is not one JSON object in UTF-8 in which each name stands once.");
  }

  private static void requireKnown(String name, Set<String> known) {
    if (!known.contains(name)) {
      throw malformed(
          "The body has the field "
              + (NAME.matcher(name).matches() ? "'" + name + "'" : "of an odd name")
              + ", which this path does not know; it knows "
              + String.join(", ", known.stream().sorted().toList())
              + ".");
    }
  }

  private static Refusal malformed(String message) {
    return new Refusal(ErrorCode.MALFORMED_REQUEST, message);
  }

  String required(String field) {
    return text(field)
        .orElseThrow(
            () ->
                new Refusal(
                    ErrorCode.INVALID_ARGUMENT, "'" + field + "' is missing; it must be a text."));
  }

  Optional<String> text(String field) {
    return find(field)
        .map(
            node -> {
              if (!node.isTextual()) {
                throw malformed("'" + field + "' must be a text.");
              }
              return node.textValue();
            });
  }

  Optional<Boolean> flag(String field) {
    return find(field)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw malformed("'" + field + "' must be true or false.");
              }
              return node.booleanValue();
            });
  }

  Optional<List<String>> texts(String field) {
    return find(field)
        .map(
            node -> {
              List<String> texts = new ArrayList<>();
              node.forEach(one -> texts.add(one.isTextual() ? one.textValue() : ""));
              if (!node.isArray() || texts.contains("")) {
                throw malformed("'" + field + "' must be an array of texts that are not empty.");
              }
              return texts;
            });
  }

  /** {@return the texts of an object, by name; none if the field is absent} */
  Map<String, String> textsByName(String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    find(field)
        .ifPresent(
            node -> {
              if (!node.isObject()) {
                throw malformed("'" + field + "' must be an object whose values are texts.");
              }
              for (Map.Entry<String, JsonNode> one : node.properties()) {
                if (!one.getValue().isTextual()) {
                  throw malformed("'" + field + "' must be an object whose values are texts.");
                }
                texts.put(one.getKey(), one.getValue().textValue());
              }
            });
    return texts;
  }

  private Optional<JsonNode> find(String field) {
    return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
  }
}

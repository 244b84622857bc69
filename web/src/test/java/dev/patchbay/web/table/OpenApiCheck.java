package dev.patchbay.web.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * Holds exchanges against the API's document: what is answered must be documented, to the last
 * field, and what is accepted too. Remembers what it met. Thread-safe.
 */
public final class OpenApiCheck {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HTTP_OK_END = 400;

  private final OpenApiDocument document = OpenApiDocument.read();
  private final Set<String> met = new ConcurrentSkipListSet<>();

  /** {@return what the document does not say of an exchange, or says otherwise} */
  public List<String> problems(Ask ask, Answer answer) {
    String template = document.template(ask.barePath()).orElse("");
    JsonNode path = document.root().path("paths").path(template);
    JsonNode operation = operation(path, ask, answer);
    String route =
        path.isMissingNode()
            ? OpenApiDocument.OTHER_PATHS
            : OpenApiDocument.route(ask.method(), template);
    met.add(route + " " + answer.status());
    List<String> problems = new ArrayList<>();
    JsonNode response =
        document.resolved(operation.path("responses").path(String.valueOf(answer.status())));
    if (response.isMissingNode()) {
      problems.add("the status " + answer.status() + " is not documented");
    } else {
      problems.addAll(headers(response, answer));
      problems.addAll(ask.method().equals("HEAD") ? List.of() : body(response, answer));
    }
    if (answer.status() < HTTP_OK_END) {
      problems.addAll(accepted(path, operation, ask));
    }
    return problems;
  }

  /** Where a method is not taken, the answer is what each of the path's methods documents. */
  private JsonNode operation(JsonNode path, Ask ask, Answer answer) {
    JsonNode operation = path.path(ask.method().toLowerCase(Locale.ROOT));
    if (path.isMissingNode()) {
      return document.root().path(OpenApiDocument.OTHER_PATHS);
    }
    if (operation.isMissingNode() && answer.status() == 405) {
      return OpenApiDocument.operations(path)
          .map(Map.Entry::getValue)
          .min(Comparator.comparing(one -> one.path("responses").has("405")))
          .orElseThrow();
    }
    return operation;
  }

  private List<String> headers(JsonNode response, Answer answer) {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, JsonNode> one : response.path("headers").properties()) {
      JsonNode header = document.resolved(one.getValue());
      List<String> values = answer.all(one.getKey());
      if (values.size() > 1 || (values.isEmpty() && header.path("required").asBoolean())) {
        problems.add("'" + one.getKey() + "' came " + values.size() + " times");
      }
      for (String value : values) {
        problems.addAll(document.problems(header.path("schema"), TextNode.valueOf(value)));
      }
    }
    return problems;
  }

  private List<String> body(JsonNode response, Answer answer) {
    if (!response.has("content")) {
      return answer.body().isEmpty() ? List.of() : List.of("a body is not documented");
    }
    String type = answer.header("content-type").orElse("");
    if (!type.endsWith("; charset=utf-8") && !type.endsWith(";charset=utf-8")) {
      return List.of("the content type is '" + type + "'");
    }
    JsonNode content = response.path("content").path(type.substring(0, type.indexOf(';')));
    if (content.isMissingNode()) {
      return List.of("the content type '" + type + "' is not documented");
    }
    JsonNode body = type.startsWith("text/") ? TextNode.valueOf(answer.body()) : answer.json();
    return document.problems(content.path("schema"), body);
  }

  private List<String> accepted(JsonNode path, JsonNode operation, Ask ask) {
    List<String> problems = new ArrayList<>();
    JsonNode schema =
        operation.path("requestBody").path("content").path("application/json").path("schema");
    if (!schema.isMissingNode()) {
      problems.addAll(document.problems(schema, read(ask)));
    }
    for (String pair : query(ask)) {
      String name = pair.replaceFirst("=.*", "");
      JsonNode value = TextNode.valueOf(pair.substring(Math.min(pair.length(), name.length() + 1)));
      Stream.of(operation, path)
          .flatMap(place -> place.path("parameters").valueStream())
          .map(document::resolved)
          .filter(one -> one.path("name").textValue().equals(name))
          .findFirst()
          .ifPresentOrElse(
              one -> problems.addAll(parameter(one, value)),
              () -> problems.add("the parameter '" + name + "' is not documented"));
    }
    return problems;
  }

  private static List<String> query(Ask ask) {
    String query = ask.path().substring(ask.barePath().length());
    return query.length() <= 1 || ask.path().startsWith("/healthz")
        ? List.of()
        : List.of(query.substring(1).split("&", -1));
  }

  /** One without a value is one that is absent. */
  private List<String> parameter(JsonNode parameter, JsonNode value) {
    return value.textValue().isEmpty()
        ? List.of()
        : document.problems(parameter.path("schema"), typed(parameter, value));
  }

  private static JsonNode typed(JsonNode parameter, JsonNode text) {
    return parameter.at("/schema/type").asText().equals("integer")
        ? IntNode.valueOf(Integer.parseInt(text.textValue()))
        : text;
  }

  private static JsonNode read(Ask ask) {
    try {
      return JSON.readTree(ask.body() == null ? new byte[0] : ask.body().getBytes(ISO_8859_1));
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /** {@return what the document names, and no exchange was} */
  public Set<String> unmet() {
    Set<String> unmet = new TreeSet<>(document.answers());
    unmet.removeAll(met);
    return unmet;
  }
}

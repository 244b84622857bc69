package dev.patchbay.web.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The API's OpenAPI document. Thread-safe. */
public final class OpenApiDocument {
  /** Where the document says what is answered at a path that it does not name. */
  static final String OTHER_PATHS = "x-other-paths";

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  /** Containers refuse TRACE by themselves. */
  private static final Set<String> TAKEN_OR_NOT =
      METHODS.stream().filter(method -> !method.equals("trace")).collect(Collectors.toSet());

  private static final String OTHER_METHOD = " 405";
  private static final Pattern VARIABLE = Pattern.compile("\\{[a-z_]+}");

  private final JsonNode root;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  private OpenApiDocument(JsonNode root) {
    this.root = root;
  }

  public static OpenApiDocument read() {
    Path file = Path.of(System.getProperty("patchbay.root"), "docs/openapi.yaml");
    try {
      return new OpenApiDocument(new YAMLMapper().readTree(file.toFile()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public JsonNode root() {
    return root;
  }

  /** {@return what a node refers to, or itself} */
  public JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? root.at(node.path("$ref").textValue().substring(1)) : node;
  }

  /** {@return every route, such as {@code GET /integrations}} */
  public Set<String> routes() {
    return paths()
        .flatMap(path -> operations(path.getValue()).map(one -> route(one.getKey(), path.getKey())))
        .collect(Collectors.toSet());
  }

  /**
   * {@return every answer that there is, such as {@code GET /integrations 200}: of every route the
   * documented ones, and of every path, for each method that it does not take, 405}
   */
  public Set<String> answers() {
    Stream<String> ofPaths = paths().flatMap(path -> answers(path.getKey(), path.getValue()));
    return Stream.concat(ofPaths, statuses(OTHER_PATHS, root.path(OTHER_PATHS)))
        .collect(Collectors.toSet());
  }

  private static Stream<String> answers(String path, JsonNode operations) {
    return TAKEN_OR_NOT.stream()
        .flatMap(
            method ->
                operations.has(method)
                    ? statuses(route(method, path), operations.path(method))
                        .filter(answer -> !answer.endsWith(OTHER_METHOD))
                    : Stream.of(route(method, path) + OTHER_METHOD));
  }

  private static Stream<String> statuses(String route, JsonNode operation) {
    return operation.path("responses").properties().stream()
        .map(response -> route + " " + response.getKey());
  }

  static String route(String method, String path) {
    return method.toUpperCase(Locale.ROOT) + " " + path;
  }

  private Stream<Map.Entry<String, JsonNode>> paths() {
    return root.path("paths").properties().stream();
  }

  static Stream<Map.Entry<String, JsonNode>> operations(JsonNode path) {
    return path.properties().stream().filter(one -> METHODS.contains(one.getKey()));
  }

  /** {@return the path of the document that a request's path is one of} */
  public Optional<String> template(String path) {
    return paths()
        .map(Map.Entry::getKey)
        .filter(one -> path.matches(VARIABLE.matcher(one).replaceAll("[^/]*")))
        .findFirst();
  }

  /** {@return what is wrong with a value; nothing if it is as a schema of the document says} */
  public List<String> problems(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(schema, this::compile).validate(value).stream()
        .map(problem -> problem.getInstanceLocation() + ": " + problem.getMessage())
        .toList();
  }

  private Schema compile(JsonNode schema) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.set("components", root.path("components"));
    whole.setAll((ObjectNode) schema);
    return registry.getSchema(whole);
  }
}

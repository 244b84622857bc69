package dev.patchbay.web.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.web.internal.Routes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document by itself. */
class OpenApiDocumentTest {
  private final OpenApiDocument document = OpenApiDocument.read();

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = document.root().findValuesAsText("$ref");

    assertThat(references)
        .isNotEmpty()
        .allMatch(reference -> reference.startsWith("#/"))
        .noneMatch(reference -> document.root().at(reference.substring(1)).isMissingNode());
  }

  @Test
  void everythingDefinedIsReferredTo() {
    List<String> references = document.root().findValuesAsText("$ref");

    assertThat(defined()).isNotEmpty().allMatch(references::contains);
  }

  private List<String> defined() {
    return Stream.of("headers", "parameters", "responses", "schemas")
        .flatMap(
            kind ->
                document.root().path("components").path(kind).properties().stream()
                    .map(one -> "#/components/" + kind + "/" + one.getKey()))
        .toList();
  }

  @Test
  void everyRouteIsThereAndNothingElse() {
    assertThat(document.routes()).isEqualTo(Routes.all());
  }

  @Test
  void everyCodeIsThereAndNothingElse() {
    List<String> codes = new ArrayList<>();
    document
        .root()
        .at("/components/schemas/Code/enum")
        .forEach(code -> codes.add(code.textValue()));

    assertThat(codes)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorCode::wireValue).toList());
  }

  @Test
  void everyExampleIsAsItsSchemaSays() {
    List<JsonNode> contents = document.root().findParents("example");

    assertThat(contents).hasSizeGreaterThan(10);
    contents.forEach(
        content -> {
          JsonNode schema = content.has("schema") ? content.path("schema") : content;
          assertThat(document.problems(schema, content.path("example"))).isEmpty();
        });
  }

  @Test
  void everyObjectIsClosed() {
    List<JsonNode> open =
        document.root().findParents("properties").stream()
            .filter(schema -> schema.path("type").asText().equals("object"))
            .filter(schema -> !schema.path("additionalProperties").isBoolean())
            .toList();

    assertThat(open).isEmpty();
  }

  @Test
  void everyOperationNeedsAKeyButThoseOfEverybody() {
    List<String> open =
        document.root().findParents("operationId").stream()
            .filter(operation -> operation.has("security"))
            .map(operation -> operation.path("operationId").textValue())
            .toList();

    assertThat(document.root().path("security")).isNotEmpty();
    assertThat(open).containsExactlyInAnyOrder("callback", "callbackOf", "health");
  }
}

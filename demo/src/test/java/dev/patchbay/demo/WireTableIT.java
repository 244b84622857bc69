package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.spi.IntegrationProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each service is sent, to the letter: the authorise URL, the token request and the refresh
 * request. The tables in {@code src/test/resources/wire} hold a line for each part, and after the
 * bar the item of the services' dossier that the line follows.
 */
class WireTableIT {
  private static final Path TABLES =
      Path.of(System.getProperty("patchbay.root"), "demo/src/test/resources/wire");
  private static final String ITEM = "(\\d[AB]?\\.|G\\.)\\d+b?|R\\d+|\\d+|RFC \\d+";

  static Stream<IntegrationProvider> services() {
    return ServiceLoader.load(IntegrationProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted((one, other) -> one.definition().id().compareTo(other.definition().id()));
  }

  @ParameterizedTest
  @MethodSource("services")
  void sendsWhatTheTableSays(IntegrationProvider provider) throws IOException {
    String id = provider.definition().id();
    try (WireCapture capture = new WireCapture(provider)) {
      assertThat(capture.lines()).as(id).isEqualTo(lines(id));
    }
  }

  @Test
  void everyServiceHasATableAndEveryLineOfOneNamesItsSource() throws IOException {
    List<String> ids = services().map(provider -> provider.definition().id()).toList();
    try (Stream<Path> tables = Files.list(TABLES)) {
      assertThat(tables.map(table -> table.getFileName().toString().replace(".txt", "")))
          .containsExactlyInAnyOrderElementsOf(ids);
    }
    for (String id : ids) {
      assertThat(rows(id))
          .as(id)
          .isNotEmpty()
          .allMatch(row -> row.matches("[^|]+ \\| (" + ITEM + ")(, (" + ITEM + "))*"));
    }
  }

  private static List<String> lines(String id) throws IOException {
    return rows(id).stream().map(row -> row.split(" +\\| ", 2)[0]).toList();
  }

  private static List<String> rows(String id) throws IOException {
    return Files.readAllLines(TABLES.resolve(id + ".txt")).stream()
        .filter(line -> !line.isBlank())
        .toList();
  }
}

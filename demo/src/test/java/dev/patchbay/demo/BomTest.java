package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BomTest {
  private static final Path ROOT = Path.of(System.getProperty("patchbay.root"));
  private static final Set<String> UNPUBLISHED =
      Set.of("bom", "benchmarks", "demo", "engine-tests");
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern OURS =
      Pattern.compile(
          "<groupId>dev\\.patchbay</groupId>\\s*<artifactId>patchbay-([^<]+)</artifactId>"
              + "\\s*<version>\\$\\{project\\.version}</version>");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  @Test
  void listsEveryPublishedArtifact() throws IOException {
    Set<String> published = new TreeSet<>(all(MODULE, "pom.xml"));
    published.removeAll(UNPUBLISHED);

    assertThat(all(OURS, "bom/pom.xml")).containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  void hasTheVersionOfItsReactor() throws IOException {
    assertThat(all(VERSION, "bom/pom.xml").get(0)).isEqualTo(all(VERSION, "pom.xml").get(0));
  }

  private static List<String> all(Pattern pattern, String file) throws IOException {
    return pattern
        .matcher(Files.readString(ROOT.resolve(file)))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}

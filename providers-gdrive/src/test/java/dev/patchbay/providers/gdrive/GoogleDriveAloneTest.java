package dev.patchbay.providers.gdrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an application gets that asks for this artifact. */
class GoogleDriveAloneTest {
  private static final Path ROOT = Path.of(System.getProperty("patchbay.root"));
  private static final Pattern OURS =
      Pattern.compile(
          "<groupId>dev\\.patchbay</groupId>\\s*<artifactId>patchbay-([^<]+)</artifactId>"
              + "(?!\\s*<scope>test</scope>)\\s*</dependency>");
  private static final String SERVICES =
      "target/classes/META-INF/services/" + IntegrationProvider.class.getName();

  @Test
  void bringsNoOtherIntegration() throws IOException {
    Set<String> brought = brought("providers-gdrive");

    assertThat(brought).containsExactly("core", "providers-gdrive", "providers-google");
    assertThat(brought)
        .filteredOn(module -> Files.exists(ROOT.resolve(module).resolve(SERVICES)))
        .containsExactly("providers-gdrive");
  }

  /** Gmail is on the class path of these tests. */
  @Test
  void itsClassPathHasNoIntegrationButItsOwn() {
    try (Integrations integrations = Integrations.builder().exclude("gmail").build()) {
      assertThat(integrations.installed())
          .extracting(IntegrationDefinition::id)
          .containsExactly("gdrive");
      assertThat(integrations.providerFailures()).isEmpty();
    }
  }

  @Test
  void canBeLeftOut() {
    try (Integrations integrations = Integrations.builder().exclude("gmail", "gdrive").build()) {
      assertThat(integrations.installed()).isEmpty();
    }
  }

  /** The module and all that it needs to compile or to run, near and far. */
  private static Set<String> brought(String module) throws IOException {
    Set<String> found = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(module));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (found.add(next)) {
        open.addAll(needs(next));
      }
    }
    return found;
  }

  private static List<String> needs(String module) throws IOException {
    return OURS.matcher(Files.readString(ROOT.resolve(module).resolve("pom.xml")))
        .results()
        .map((MatchResult dependency) -> dependency.group(1))
        .toList();
  }
}

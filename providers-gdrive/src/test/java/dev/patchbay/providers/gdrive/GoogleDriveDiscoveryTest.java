package dev.patchbay.providers.gdrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gmail is here too, for tests only. */
class GoogleDriveDiscoveryTest {
  private static final Path CLASSES =
      Path.of(System.getProperty("patchbay.root"), "providers-gdrive/target/classes");

  @Test
  void isFoundOnTheClassPath() {
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

  @Test
  void moduleProvidesWhatTheServicesFileNames() throws IOException {
    List<String> named =
        Files.readAllLines(
            CLASSES.resolve("META-INF/services/" + IntegrationProvider.class.getName()));

    assertThat(named).containsExactly(GoogleDriveProvider.class.getName());
    assertThat(provided()).containsExactlyElementsOf(named);
  }

  private static List<String> provided() throws IOException {
    try (InputStream descriptor = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
      return ModuleDescriptor.read(descriptor).provides().stream()
          .filter(service -> service.service().equals(IntegrationProvider.class.getName()))
          .flatMap(service -> service.providers().stream())
          .toList();
    }
  }
}

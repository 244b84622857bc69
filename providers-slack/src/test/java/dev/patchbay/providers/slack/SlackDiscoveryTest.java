package dev.patchbay.providers.slack;

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
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class SlackDiscoveryTest {

  @Test
  void isFoundOnTheClassPath() {
    try (Integrations integrations = Integrations.builder().build()) {
      assertThat(integrations.installed())
          .extracting(IntegrationDefinition::id)
          .containsExactly("slack");
      assertThat(integrations.providerFailures()).isEmpty();
    }
  }

  @Test
  void canBeLeftOut() {
    try (Integrations integrations = Integrations.builder().exclude("slack").build()) {
      assertThat(integrations.installed()).isEmpty();
    }
  }

  @Test
  void moduleProvidesWhatTheServicesFileNames() throws IOException {
    List<String> named =
        ServiceLoader.load(IntegrationProvider.class).stream()
            .map(provider -> provider.type().getName())
            .toList();

    assertThat(provided()).containsExactlyElementsOf(named);
  }

  /** Reads the descriptor beside the provider's class, not another module's. */
  private static List<String> provided() throws IOException {
    Path classes = Path.of(System.getProperty("patchbay.root"), "providers-slack/target/classes");
    try (InputStream descriptor = Files.newInputStream(classes.resolve("module-info.class"))) {
      return ModuleDescriptor.read(descriptor).provides().stream()
          .filter(service -> service.service().equals(IntegrationProvider.class.getName()))
          .flatMap(service -> service.providers().stream())
          .toList();
    }
  }
}

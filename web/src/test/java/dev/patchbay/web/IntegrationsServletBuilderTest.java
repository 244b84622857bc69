package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationsServletBuilderTest {
  private final Integrations integrations = Integrations.builder().withoutDiscovery().build();
  private final IntegrationsServletBuilder builder =
      IntegrationsServlet.builder(integrations, key -> Optional.empty());

  @AfterEach
  void close() {
    integrations.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "settings", "https:", "https://", "//evil.example", "/a?b", "/a#b"})
  void returnUrlOfAnotherFormStopsTheStart(String entry) {
    IntegrationsServletBuilder wrong = builder.allowReturnTo(entry);
    assertThatThrownBy(wrong::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowReturnTo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/settings", "/settings/", "https://app.example/done"})
  void pathsAndUrlsAreTaken(String entry) {
    assertThat(builder.allowReturnTo(entry).build()).isNotNull();
  }

  @Test
  void nothingIsNoReturnUrl() {
    assertThatThrownBy(builder::allowReturnTo).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bareCallbackOfWhatIsNotInstalledStopsTheStart() {
    IntegrationsServletBuilder wrong = builder.bareCallback("typo");
    assertThatThrownBy(wrong::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'typo'");
  }

  @Test
  void limitsAreAtLeastOne() {
    assertThatThrownBy(() -> builder.sessionsPerMinute(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.verificationsPerMinute(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.readsPerSecond(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.patchbay.providers.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.spi.IntegrationProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class GoogleModuleTest {
  private static final Path CLASSES =
      Path.of(System.getProperty("patchbay.root"), "providers-google/target/classes");

  @Test
  void isNoIntegrationItself() throws IOException {
    assertThat(ServiceLoader.load(IntegrationProvider.class)).isEmpty();
    assertThat(descriptor().provides()).isEmpty();
  }

  @Test
  void isOpenToItsTwoServicesOnly() throws IOException {
    assertThat(descriptor().exports())
        .singleElement()
        .satisfies(
            exported ->
                assertThat(exported.targets())
                    .containsExactlyInAnyOrder(
                        "dev.patchbay.providers.gdrive", "dev.patchbay.providers.gmail"));
  }

  private static ModuleDescriptor descriptor() throws IOException {
    try (InputStream descriptor = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
      return ModuleDescriptor.read(descriptor);
    }
  }
}

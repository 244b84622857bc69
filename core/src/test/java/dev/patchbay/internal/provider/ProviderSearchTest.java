package dev.patchbay.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ProviderLoadFailure;
import dev.patchbay.model.ProviderLoadFailure.Stage;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProviderSearchTest {
  @TempDir Path folder;
  private LoaderFixture fixture;

  @BeforeEach
  void open() {
    fixture = new LoaderFixture(folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void endsWhenTheSameErrorComesTwice() {
    ProviderSearch search = new ProviderSearch(new UnreadableClassLoader());

    search.run();

    assertThat(search.found()).isEmpty();
    assertThat(search.failures())
        .extracting(ProviderLoadFailure::message)
        .satisfiesExactly(
            first -> assertThat(first).contains("Error locating configuration files"),
            last -> assertThat(last).contains("the same error came twice"));
    assertThat(search.failures()).allMatch(failure -> failure.stage() == Stage.LOCATE);
  }

  @Test
  void endsAfterAThousandSteps() {
    ProviderJar endless = ProviderJar.named("endless.jar");
    for (int i = 0; i < 1_100; i++) {
      endless.service("acme.Missing" + i);
    }
    ProviderSearch search = new ProviderSearch(fixture.classPath(endless));

    search.run();

    assertThat(search.failures()).hasSize(1_001);
    assertThat(search.failures().get(1_000).message()).contains("ended after 1000 steps");
  }

  @Test
  void runsNoCodeOfProvider() {
    ProviderSearch search =
        new ProviderSearch(
            fixture.classPath(
                BrokenJar.THROWING_INITIALIZER.jar(), BrokenJar.THROWING_CONSTRUCTOR.jar()));

    search.run();

    assertThat(search.found()).hasSize(2);
    assertThat(search.failures()).isEmpty();
  }

  @Test
  void namesServicesFileInsideFolder() {
    assertThat(new ServicesFile("file:/app/classes/" + ServicesFile.NAME, List.of()).source())
        .isEqualTo("file:/app/classes/");
    assertThat(new ServicesFile("jar:file:/lib/a.jar!/" + ServicesFile.NAME, List.of()).source())
        .isEqualTo("a.jar");
  }

  /** Fails whenever it is asked for services files. */
  private static final class UnreadableClassLoader extends ClassLoader {
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      throw new IOException("disk on fire");
    }
  }
}

package dev.patchbay.web.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.testkit.Canary;
import dev.patchbay.web.host.OwnLog;
import dev.patchbay.web.spi.Principal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedFileTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Secret first = Secret.of("org_" + Canary.secret("api-key"));
  private final Secret second = Secret.of("tok_" + Canary.secret("api-key"));

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void writeFirst() throws Exception {
    file = folder.resolve("keys");
    Files.writeString(file, HashedKeysTest.line(first, "organisation"));
  }

  @Test
  void changeIsSeenWithoutARestart() throws Exception {
    HashedKeys keys = HashedKeys.file(file);
    assertThat(keys.find(first)).isPresent();

    Files.writeString(file, HashedKeysTest.line(second, "workspace=ws_ours"));

    await().atMost(SOON).until(() -> keys.find(first).isEmpty());
    assertThat(keys.find(second)).contains(Principal.workspace(WorkspaceId.of("ws_ours")));
  }

  @Test
  void fileThatCannotBeReadKeepsTheKeys() throws Exception {
    HashedKeys keys = HashedKeys.file(file);
    try (OwnLog log = OwnLog.open()) {
      Files.delete(file);
      await().atMost(SOON).until(() -> keys.find(first).isPresent() && !log.lines().isEmpty());
      assertThat(keys.find(first)).contains(Principal.organisation());
      assertThat(log.lines().get(0)).contains("The keys stay as they were", file.toString());
    }
  }

  @Test
  void lastKeyCanBeTakenOut() throws Exception {
    HashedKeys keys = HashedKeys.file(file);
    Files.writeString(file, "# nobody any more\n");
    await().atMost(SOON).until(() -> keys.find(first).isEmpty());
  }

  @Test
  void badLineIsLeftOutAndWhatIsGoneIsGone() throws Exception {
    HashedKeys keys = HashedKeys.file(file);
    try (OwnLog log = OwnLog.open()) {
      Files.writeString(
          file, "SECRETLY organisation\n" + HashedKeysTest.line(second, "workspace=ws_ours"));
      await().atMost(SOON).until(() -> keys.find(first).isEmpty());
      assertThat(keys.find(second)).isPresent();
      assertThat(log.lines().get(0)).contains("line 1").doesNotContain("SECRETLY");
    }
  }

  @Test
  void madeKeyStandsInALineOfItsOwn() throws Exception {
    Files.writeString(file, HashedKeysTest.line(first, "organisation").strip());
    Secret made = HashedKeys.make(file, Principal.workspace(WorkspaceId.of("ws_ours")));
    HashedKeys keys = HashedKeys.file(file);
    assertThat(keys.find(first)).isPresent();
    assertThat(keys.find(made)).contains(Principal.workspace(WorkspaceId.of("ws_ours")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\nb", "a\n0000 organisation", "a\u0085b", "a share"})
  void idThatWouldBeMoreThanAWordIsRefused(String id) throws Exception {
    String before = Files.readString(file);
    assertThatThrownBy(() -> HashedKeys.make(file, Principal.workspace(WorkspaceId.of(id))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Files.readString(file)).isEqualTo(before);
  }
}

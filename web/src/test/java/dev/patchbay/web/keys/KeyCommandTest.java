package dev.patchbay.web.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.MemberId;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.web.spi.Principal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final KeyCommand command = new KeyCommand(print(out), print(err));

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameFile() {
    file = folder.resolve("keys");
  }

  @Test
  void showsTheKeyOnceAndKeepsItsHashOnly() throws Exception {
    assertThat(command.run(List.of(file.toString(), "organisation"))).isZero();

    Secret key = shown();
    assertThat(key.reveal().matches("org_[A-Za-z0-9_-]{43}")).isTrue();
    String kept = Files.readString(file);
    assertThat(kept.contains(key.reveal().substring(4))).isFalse();
    assertThat(kept).matches("[0-9a-f]{64} organisation\\R");
    assertThat(HashedKeys.file(file).find(key)).contains(Principal.organisation());
  }

  @Test
  void addsToTheKeysThatAreThere() throws Exception {
    command.run(List.of(file.toString(), "organisation"));
    Secret first = shown();
    out.reset();
    command.run(List.of(file.toString(), "workspace=ws_ours", "member=alice", "share"));

    assertThat(HashedKeys.file(file).find(first)).contains(Principal.organisation());
    assertThat(HashedKeys.file(file).find(shown()))
        .contains(
            Principal.workspace(WorkspaceId.of("ws_ours"))
                .actingFor(MemberId.of("alice"))
                .sharing());
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "organisation", "FILE everybody", "FILE workspace=", "FILE organisation x"})
  void saysHowItIsUsed(String arguments) {
    List<String> words =
        arguments.isEmpty()
            ? List.of()
            : List.of(arguments.replace("FILE", file.toString()).split(" "));
    assertThat(command.run(words)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: FILE organisation");
    assertThat(out.size()).isZero();
    assertThat(file).doesNotExist();
  }

  @Test
  void makesNoKeyIfItsHashCannotBeKept() {
    assertThat(command.run(List.of(folder.toString(), "organisation"))).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot be written");
    assertThat(out.size()).isZero();
  }

  private Secret shown() {
    return Secret.of(out.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow());
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}

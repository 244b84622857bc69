package dev.patchbay.ciphers.tink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetCommandTest {
  private static final Pattern KEY = Pattern.compile("Key (\\d+)");
  private static final Pattern MATERIAL = Pattern.compile("\"value\":\\s*\"([^\"]+)\"");

  @TempDir private Path folder;
  private final StringBuilder everything = new StringBuilder();
  private Path file;
  private String out = "";
  private String err = "";

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("keyset.json");
  }

  @AfterEach
  void nothingSecretWasPrinted() throws Exception {
    if (Files.exists(file)) {
      Matcher material = MATERIAL.matcher(Files.readString(file));
      while (material.find()) {
        assertThat(everything).doesNotContain(material.group(1).substring(4, 40));
      }
    }
  }

  private int run(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    int code =
        new KeysetCommand(
                new PrintStream(said, true, UTF_8), new PrintStream(complained, true, UTF_8))
            .run(List.of(arguments));
    out = said.toString(UTF_8);
    err = complained.toString(UTF_8);
    everything.append(out).append(err);
    assertThat(err.isEmpty()).isEqualTo(code == 0);
    assertThat(out.isEmpty()).isEqualTo(code != 0);
    return code;
  }

  private String key() {
    Matcher key = KEY.matcher(out);
    assertThat(key.find()).as(out).isTrue();
    return key.group(1);
  }

  @Test
  void makesRotatesRetiresAndErases() {
    assertThat(run("create", file.toString())).isZero();
    String first = key();
    assertThat(run("rotate", file.toString())).isZero();
    String second = key();
    assertThat(out).contains("roll the keyset out to every node", "rotate --promote");
    assertThat(cipher().writeKeyId()).contains(first);
    assertThat(cipher().keyIds()).containsExactly(first, second);
    assertThat(run("rotate", file.toString(), "--promote")).isZero();
    assertThat(cipher().writeKeyId()).contains(second);
    assertThat(run("retire", file.toString(), first, "--unused")).isZero();
    assertThat(cipher().keyIds()).containsExactly(second);
    assertThat(run("retire", file.toString(), first, "--undo")).isZero();
    assertThat(cipher().keyIds()).contains(first);
    assertThat(run("retire", "--unused", file.toString(), first)).isZero();
    assertThat(run("list", file.toString())).isZero();
    assertThat(out)
        .containsSubsequence(first + "  disabled  AES-256-GCM", second + "  writes  AES-256-GCM");
    assertThat(run("retire", file.toString(), first, "--erase")).isZero();
    run("list", file.toString());
    assertThat(out).doesNotContain(first);
  }

  private TinkCipher cipher() {
    return TinkCipher.from(KeysetSource.file(file));
  }

  @Test
  void oneNodeRotatesAtOnce() {
    run("create", file.toString());
    assertThat(run("rotate", file.toString(), "--at-once")).isZero();

    assertThat(cipher().writeKeyId()).contains(key());
  }

  @Test
  void newKeysAreOfTheOldTypeUnlessToldOtherwise() {
    run("create", file.toString(), "--xaes");
    run("rotate", file.toString(), "--at-once");
    run("list", file.toString());
    assertThat(out.lines()).hasSize(2).allMatch(line -> line.endsWith("  XAES-256-GCM"));

    Path other = folder.resolve("other.json");
    run("create", other.toString());
    run("rotate", other.toString(), "--xaes");
    run("list", other.toString());
    assertThat(out.lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("  writes  AES-256-GCM"),
            line -> assertThat(line).endsWith("  waits  XAES-256-GCM"));
  }

  @Test
  void worksOnKeysetsThatAServiceWraps() throws Exception {
    assertThat(run("create", file.toString(), "--kms", FakeKms.KEY)).isZero();
    assertThat(run("rotate", file.toString(), "--kms", FakeKms.KEY, "--at-once")).isZero();
    String keyId = key();

    assertThat(Files.readString(file)).contains("encryptedKeyset").doesNotContain("\"key\"");
    assertThat(
            TinkCipher.from(KeysetSource.wrappedFile(file, FakeKms.key(FakeKms.KEY))).writeKeyId())
        .contains(keyId);
    assertThat(run("list", file.toString())).isEqualTo(1);
    assertThat(err).contains("is wrapped", "--kms");
    assertThat(run("list", file.toString(), "--kms", "other-kms://key")).isEqualTo(1);
    assertThat(err).contains("'other-kms://key'", "class path");
    assertThat(run("list", file.toString(), "--kms", "fake-kms://keys/denied")).isEqualTo(1);
    assertThat(err).contains("default credentials");
  }

  @Test
  void neverWritesOverAFile() throws Exception {
    run("create", file.toString());
    byte[] before = Files.readAllBytes(file);

    assertThat(run("create", file.toString())).isEqualTo(1);
    assertThat(err.lines()).singleElement().asString().contains("exists");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void wantsToHearThatAKeyIsUnused() {
    run("create", file.toString());
    String first = key();
    run("rotate", file.toString(), "--at-once");

    assertThat(run("retire", file.toString(), first)).isEqualTo(2);
    assertThat(err).contains("integrations.keyUsage()", "--unused");
    assertThat(cipher().keyIds()).contains(first);
  }

  @Test
  void saysInOneSentenceWhatItCannotDo() {
    run("create", file.toString());
    String writes = key();

    assertThat(run("retire", file.toString(), writes, "--unused")).isEqualTo(1);
    assertThat(err.lines()).singleElement().asString().contains("'" + writes + "'");
    assertThat(run("rotate", file.toString(), "--promote")).isEqualTo(1);
    assertThat(err.lines()).singleElement().asString().contains("none waits");
    assertThat(run("list", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(err.lines()).singleElement().asString().contains("does not exist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "help",
        "create",
        "create a b",
        "create a --promote",
        "create a --force",
        "rotate a --promote --at-once",
        "rotate a --promote --xaes",
        "rotate a 1",
        "list",
        "list a 1",
        "retire a",
        "retire a 1",
        "retire a 1 2 --unused",
        "retire a 1 --unused --undo",
        "retire a 1 --undo --erase",
        "list a --kms"
      })
  void saysHowItIsUsed(String line) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
    assertThat(err).contains("Usage: create FILE");
    assertThat(folder).isEmptyDirectory();
  }
}

package dev.patchbay.ciphers.tink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.SettableClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetSourceTest {
  private static final String VARIABLE = "APP_KEYSET";

  @TempDir private Path folder;
  private final KeysetHandle keyset = Keysets.random();

  @AfterEach
  void bringTheServiceBack() {
    FakeKms.comeBack();
  }

  private Path clear(String mode) throws Exception {
    Path file = folder.resolve("keyset.json");
    Keysets.write(keyset, file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
  void readsAFileOfItsOwnerAlone(String mode) throws Exception {
    assertReads(KeysetSource.file(clear(mode)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---", "rwxrwxrwx"})
  void refusesAFileThatOthersHaveAnyRightTo(String mode) throws Exception {
    Path file = clear(mode);

    assertThat(refusal(KeysetSource.file(file)))
        .contains("'" + file + "'", "'" + mode + "'", "'rw-------'", "chmod 600");
  }

  @Test
  void refusesALinkToAFileThatOthersMayRead() throws Exception {
    Path link = folder.resolve("link.json");
    Files.createSymbolicLink(link, clear("rw-r--r--"));

    assertThat(refusal(KeysetSource.file(link))).contains("'rw-r--r--'");
  }

  @Test
  void followsALinkToAGoodFile() throws Exception {
    Path link = folder.resolve("link.json");
    Files.createSymbolicLink(link, clear("rw-------"));

    assertReads(KeysetSource.file(link));
  }

  @Test
  void refusesAFileWhoseRightsCannotBeTold() throws Exception {
    URI archive = URI.create("jar:" + folder.resolve("a.zip").toUri());
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Path inside = zip.getPath("/keyset.json");
      Files.writeString(inside, Keysets.json(keyset));

      assertThat(refusal(KeysetSource.file(inside)))
          .contains("cannot be told who may read it", "environment variable", "wrapped");
    }
  }

  @Test
  void refusesWhatIsNoRegularFile() {
    assertThat(refusal(KeysetSource.file(folder))).contains("no regular file");
    assertThat(refusal(KeysetSource.file(folder.resolve("gone.json"))))
        .contains("does not exist", "KeysetCommand create");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "null",
        "{\"key\":[]}",
        "{\"primaryKeyId\":1,\"key\":[{\"keyId\":1,\"status\":\"ENABLED\",\"SECRET\":\"SECRET\"}]}",
        "{\"key\":\"SECRET\"}",
        "SECRET",
        "correct horse SECRET battery staple",
        "encryptedKeyset"
      })
  void refusesWhatIsNoKeysetAndQuotesNothing(String content) throws Exception {
    String secret = Canary.secret("keyset");
    String text = content.replace("SECRET", secret);
    Path file = folder.resolve("keyset.json");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);

    refusal(KeysetSource.file(file));
    refusal(KeysetSource.wrappedFile(file, FakeKms.key(FakeKms.KEY)));
    refusal(environment(text));
    refusal(environment(Base64.getEncoder().encodeToString(text.getBytes(UTF_8))));
  }

  @Test
  void refusesBytesThatAreNoText() throws Exception {
    Path file = clear("rw-------");
    Files.write(file, new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF, 1, 2, 3});

    assertThat(refusal(KeysetSource.file(file))).contains("no keyset");
  }

  @Test
  void readsAVariableAsJsonOrBase64() throws Exception {
    byte[] json = Keysets.json(keyset).getBytes(UTF_8);

    assertReads(environment(new String(json, UTF_8)));
    assertReads(environment("\n" + new String(json, UTF_8) + " \n"));
    assertReads(environment(Base64.getEncoder().encodeToString(json)));
    assertReads(environment(Base64.getMimeEncoder().encodeToString(json) + "\n"));
  }

  @Test
  void saysThatAVariableIsNotThereOrEmpty() {
    assertThat(refusal(environment(null))).contains("'" + VARIABLE + "'", "not set");
    assertThat(refusal(environment("  "))).contains("'" + VARIABLE + "'", "empty");
    assertThat(refusal(KeysetSource.environment("NO_SUCH_VARIABLE"))).contains("not set");
  }

  @Test
  void readsAWrappedFileWhateverItsMode() throws Exception {
    Path file = folder.resolve("wrapped.json");
    KeysetFile.wrapped(file, FakeKms.key(FakeKms.KEY)).create(KeyType.AES_256_GCM);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(Files.readString(file)).contains("encryptedKeyset");
    TinkCipher cipher = TinkCipher.from(KeysetSource.wrappedFile(file, FakeKms.key(FakeKms.KEY)));
    assertThat(cipher.keyIds()).hasSize(1);
  }

  @Test
  void readsAWrappedVariable() throws Exception {
    Aead master = FakeKms.key(FakeKms.KEY);
    String json = new WrappedForm(master).write(keyset);

    assertReads(new EnvironmentSource(VARIABLE, new WrappedForm(master), name -> json));
  }

  @Test
  void saysWhenClearIsWrappedAndTheOtherWayRound() throws Exception {
    Aead master = FakeKms.key(FakeKms.KEY);
    String wrapped = new WrappedForm(master).write(keyset);

    assertThat(refusal(environment(wrapped))).contains("is wrapped", "--kms");
    assertThat(refusal(KeysetSource.wrappedFile(clear("rw-------"), master)))
        .contains("no wrapped keyset");
  }

  @Test
  void saysThatTheServiceDidNotUnwrap() throws Exception {
    Path file = folder.resolve("wrapped.json");
    KeysetFile.wrapped(file, FakeKms.key(FakeKms.KEY)).create(KeyType.AES_256_GCM);
    MisconfiguredException foreign =
        thrown(KeysetSource.wrappedFile(file, FakeKms.key("fake-kms://keys/other")));

    assertThat(foreign.detail().message()).contains("was to be unwrapped", "may decrypt");
    FakeKms.goDown();
    assertThat(thrown(KeysetSource.wrappedFile(file, FakeKms.key(FakeKms.KEY))))
        .hasStackTraceContaining("connection refused by fake-kms");
  }

  @Test
  void keepsTheKeysWhileTheServiceIsDownAndAsksItOnlyToReadThem() throws Exception {
    Path file = folder.resolve("wrapped.json");
    KeysetFile.wrapped(file, FakeKms.key(FakeKms.KEY)).create(KeyType.AES_256_GCM);
    SettableClock clock = SettableClock.at(Instant.EPOCH);
    TinkCipher cipher =
        TinkCipher.builder(KeysetSource.wrappedFile(file, FakeKms.key(FakeKms.KEY)))
            .clock(clock)
            .build();
    FakeKms.goDown();
    int before = FakeKms.CALLS.get();
    try (LogWatch log = new LogWatch()) {
      for (int second = 0; second < 600; second += 5) {
        clock.advance(Duration.ofSeconds(5));
        byte[] secret = {1, 2, 3};
        assertThat(cipher.open(cipher.seal(secret, Keysets.PLACE), Keysets.PLACE))
            .isEqualTo(secret);
      }
      assertThat(FakeKms.CALLS.get() - before).isEqualTo(10);
      assertThat(log.warnings())
          .hasSize(10)
          .allMatch(line -> line.contains("wrapped.json"))
          .noneMatch(line -> line.contains("fake-kms"));
    }
  }

  @Test
  void saysThatAHostsOwnSourceThrew() {
    String quoted = Canary.secret("quoted");
    KeysetSource broken =
        new KeysetSource() {
          @Override
          public KeysetHandle load() throws IOException {
            throw new IOException(quoted);
          }

          @Override
          public String describe() {
            return "our vault";
          }
        };

    assertThat(refusal(broken)).contains("our vault", "java.io.IOException");
  }

  private static KeysetSource environment(@Nullable String value) {
    return new EnvironmentSource(
        VARIABLE, new ClearForm(), name -> name.equals(VARIABLE) ? value : null);
  }

  private void assertReads(KeysetSource source) {
    assertThat(TinkCipher.from(source).writeKeyId()).contains(Keysets.writeKeyId(keyset));
  }

  private static String refusal(KeysetSource source) {
    return thrown(source).detail().message();
  }

  private static MisconfiguredException thrown(KeysetSource source) {
    MisconfiguredException refused =
        catchThrowableOfType(MisconfiguredException.class, () -> TinkCipher.from(source));
    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION);
    StringWriter trace = new StringWriter();
    refused.printStackTrace(new PrintWriter(trace, true));
    assertThat(Canary.findIn(trace.toString().getBytes(UTF_8))).isEmpty();
    return refused;
  }
}

package dev.patchbay.ciphers.tink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.crypto.tink.Aead;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.model.KeyRole;
import dev.patchbay.model.KeyUsage;
import dev.patchbay.model.KeyUse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetFileTest {
  @TempDir private Path folder;
  private Path file;
  private KeysetFile keyset;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("keyset.json");
    keyset = KeysetFile.inClear(file);
  }

  private static KeyUsage usage(String keyId, long values) {
    return KeyUsage.of(List.of(KeyUse.builder(keyId, KeyRole.READS, values).build()));
  }

  private List<KeyState> states() {
    return keyset.keys().stream().map(KeysetKey::state).toList();
  }

  private static void assertInvalid(Runnable step, String... words) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(step::run)
        .matches(refused -> refused.code() == ErrorCode.INVALID_ARGUMENT)
        .satisfies(refused -> assertThat(refused.detail().message()).contains(words));
  }

  @Test
  void makesAFileForItsOwnerAlone() throws IOException {
    String keyId = keyset.create(KeyType.AES_256_GCM);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(TinkCipher.from(KeysetSource.file(file)).writeKeyId()).contains(keyId);
    assertThat(keyset.keys())
        .singleElement()
        .satisfies(key -> assertThat(key.type()).contains(KeyType.AES_256_GCM));
  }

  @Test
  void neverMakesAFileWhereSomethingIs() throws IOException {
    String keyId = keyset.create(KeyType.AES_256_GCM);
    byte[] before = Files.readAllBytes(file);
    Path dangling = folder.resolve("dangling");
    Files.createSymbolicLink(dangling, folder.resolve("nowhere"));

    assertInvalid(() -> keyset.create(KeyType.AES_256_GCM), "'" + file + "'", "exists");
    assertInvalid(() -> KeysetFile.inClear(dangling).create(KeyType.AES_256_GCM), "exists");
    assertInvalid(() -> KeysetFile.inClear(folder).create(KeyType.AES_256_GCM), "exists");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(keyset.keys()).extracting(KeysetKey::keyId).containsExactly(keyId);
  }

  @Test
  void saysThatItCannotWrite() {
    KeysetFile nowhere = KeysetFile.inClear(folder.resolve("none").resolve("keyset.json"));

    assertThatExceptionOfType(MisconfiguredException.class)
        .isThrownBy(() -> nowhere.create(KeyType.AES_256_GCM))
        .withMessageContaining("nothing was changed");
    assertThatExceptionOfType(MisconfiguredException.class)
        .isThrownBy(() -> keyset.add(KeyType.AES_256_GCM))
        .withMessageContaining("does not exist");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void rotatesThroughEveryState() {
    String first = keyset.create(KeyType.AES_256_GCM);
    assertInvalid(keyset::promote, "none waits");
    String second = keyset.add(KeyType.XAES_256_GCM);
    assertThat(states()).containsExactly(KeyState.WRITES, KeyState.WAITS);
    assertInvalid(() -> keyset.add(KeyType.AES_256_GCM), "'" + second + "' still waits");
    assertInvalid(() -> keyset.replace(KeyType.AES_256_GCM), "still waits");
    assertThat(keyset.promote()).isEqualTo(second);
    assertThat(states()).containsExactly(KeyState.READS, KeyState.WRITES);
    assertInvalid(keyset::promote, "none waits");

    keyset.retire(first, usage(first, 0));
    assertThat(states()).containsExactly(KeyState.DISABLED, KeyState.WRITES);
    keyset.enable(first);
    assertThat(states()).containsExactly(KeyState.READS, KeyState.WRITES);
    keyset.disable(first);
    keyset.erase(first);
    assertThat(keyset.keys()).extracting(KeysetKey::keyId).containsExactly(second);
  }

  @Test
  void retiresNoKeyThatSomethingIsSealedWith() {
    String old = keyset.create(KeyType.AES_256_GCM);
    keyset.replace(KeyType.AES_256_GCM);

    assertInvalid(() -> keyset.retire(old, usage(old, 3)), "'" + old + "'", "3 values");
    assertThat(states()).containsExactly(KeyState.READS, KeyState.WRITES);
  }

  @Test
  void retiresNoKeyThatANodeStillWritesWith() {
    String old = keyset.create(KeyType.AES_256_GCM);
    keyset.replace(KeyType.AES_256_GCM);
    KeyUsage usage = KeyUsage.of(List.of(KeyUse.builder(old, KeyRole.WRITES, 0).build()));

    assertInvalid(() -> keyset.retire(old, usage), "'" + old + "'", "still writes with it");
    assertThat(states()).containsExactly(KeyState.READS, KeyState.WRITES);
  }

  @Test
  void saysThatAnotherInThisJvmChangesTheFile() throws IOException {
    keyset.create(KeyType.AES_256_GCM);
    try (FileChannel lock =
        FileChannel.open(folder.resolve(".keyset.json.lock"), StandardOpenOption.WRITE)) {
      lock.lock();
      assertThatExceptionOfType(MisconfiguredException.class)
          .isThrownBy(() -> keyset.add(KeyType.AES_256_GCM))
          .withMessageContaining("something else in this JVM");
    }
    keyset.add(KeyType.AES_256_GCM);
  }

  @Test
  void saysThatAServiceFailedToWrapWithoutItsWords() {
    Aead broken =
        new Aead() {
          @Override
          public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
            throw new IllegalStateException("quoted");
          }

          @Override
          public byte[] decrypt(byte[] ciphertext, byte[] associatedData) {
            throw new IllegalStateException("quoted");
          }
        };

    assertThatExceptionOfType(MisconfiguredException.class)
        .isThrownBy(() -> KeysetFile.wrapped(file, broken).create(KeyType.AES_256_GCM))
        .withMessageContaining("IllegalStateException")
        .withMessageNotContaining("quoted")
        .withNoCause();
    assertThat(file).doesNotExist();
  }

  @Test
  void retiresAndErasesNeitherTheKeyThatWritesNorAnUnknownOne() {
    String writes = keyset.create(KeyType.AES_256_GCM);
    String reads = writes;
    writes = keyset.replace(KeyType.AES_256_GCM);
    String writing = writes;

    assertInvalid(() -> keyset.retire(writing, usage(writing, 0)), "the one that seals");
    assertInvalid(() -> keyset.erase(writing), "the one that seals");
    assertInvalid(() -> keyset.erase(reads), "retire it first");
    assertInvalid(() -> keyset.enable(reads), "is enabled");
    assertInvalid(() -> keyset.disable("42"), "'42'", "not there");
    keyset.disable(reads);
    assertInvalid(() -> keyset.disable(reads), "disabled already");
  }

  @Test
  void keepsModeAndLinkOfAWrappedFile() throws IOException {
    KeysetFile wrapped = KeysetFile.wrapped(file, FakeKms.key(FakeKms.KEY));
    wrapped.create(KeyType.AES_256_GCM);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = folder.resolve("link.json");
    Files.createSymbolicLink(link, file);
    KeysetFile.wrapped(link, FakeKms.key(FakeKms.KEY)).add(KeyType.AES_256_GCM);

    assertThat(link).isSymbolicLink();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(wrapped.keys()).hasSize(2);
  }

  @Test
  void leavesNothingButTheFileAndItsLock() throws IOException {
    Files.writeString(folder.resolve(".keyset.json.new"), "left by a process that was killed");
    keyset.create(KeyType.AES_256_GCM);
    keyset.replace(KeyType.AES_256_GCM);
    Path lock = folder.resolve(".keyset.json.lock");

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, lock);
    }
    assertThat(lock).isEmptyFile();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)))
        .isEqualTo("rw-------");
  }

  @Test
  void manyWhoRotateAtOnceLoseNothing() throws Exception {
    Set<String> told = new HashSet<>();
    told.add(keyset.create(KeyType.AES_256_GCM));
    int threads = 8;
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<String>>> added = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        added.add(
            pool.submit(
                () -> {
                  together.await();
                  List<String> ids = new ArrayList<>();
                  for (int turn = 0; turn < 5; turn++) {
                    ids.add(KeysetFile.inClear(file).replace(KeyType.AES_256_GCM));
                  }
                  return ids;
                }));
      }
      for (Future<List<String>> ids : added) {
        told.addAll(ids.get());
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(told).hasSize(41);
    assertThat(keyset.keys())
        .extracting(KeysetKey::keyId)
        .containsExactlyInAnyOrderElementsOf(told);
  }
}

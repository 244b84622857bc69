package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.ciphers.tink.KeyType;
import dev.patchbay.ciphers.tink.KeysetFile;
import dev.patchbay.ciphers.tink.KeysetSource;
import dev.patchbay.ciphers.tink.TinkCipher;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever gets a backup of the database, of whatever moment, has no secret. */
class DumpIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void backupHoldsNoSecretInAnyEncoding(Backing backing) {
    Path file = folder.resolve("keyset.json");
    KeysetFile.inClear(file).create(KeyType.AES_256_GCM);
    try (DumpedRun run = new DumpedRun(backing, TinkCipher.from(KeysetSource.file(file)))) {
      run.liveThroughEverything();

      assertThat(run.copies().size()).isGreaterThan(10);
      assertThat(run.stored().size() + run.passing().size()).isGreaterThan(20);
      assertThat(run.countFound(run.stored()) + run.countFound(run.passing())).isZero();
      assertThat(run.countMarked()).isZero();
    }
  }

  /** With a cipher that seals nothing the same search finds them: it looks in the right places. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void searchFindsWhatNoCipherSealed(Backing backing) {
    try (DumpedRun run = new DumpedRun(backing, SandboxHost.CLEAR)) {
      run.liveThroughEverything();

      assertThat(run.countFound(run.stored())).isEqualTo(run.stored().size());
      assertThat(run.countFound(run.passing())).isZero();
    }
  }
}

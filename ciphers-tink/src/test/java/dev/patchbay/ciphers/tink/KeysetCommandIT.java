package dev.patchbay.ciphers.tink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command in processes of its own. */
@Timeout(300)
@Tag("one-jdk")
class KeysetCommandIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final int KILLS = 4;

  @TempDir private Path folder;

  private Process start(List<String> options, String... command) throws IOException {
    List<String> line = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    line.addAll(options);
    line.addAll(List.of(command));
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(Files.createTempFile(folder, "output", ".txt").toFile())
        .start();
  }

  private Process command(String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(KeysetCommand.class.getName()));
    line.addAll(List.of(arguments));
    return start(List.of("-cp", CLASS_PATH), line.toArray(String[]::new));
  }

  private String output() throws IOException {
    try (var files = Files.list(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(it -> it.toString().endsWith(".txt")).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }

  @Test
  void endsWithItsExitCode() throws Exception {
    String file = folder.resolve("keyset.json").toString();

    assertThat(command("create", file).waitFor()).isZero();
    assertThat(command("create", file).waitFor()).isEqualTo(1);
    assertThat(command("destroy", file).waitFor()).isEqualTo(2);
  }

  @Test
  void processesThatRotateAtOnceLoseNothing() throws Exception {
    Path file = folder.resolve("keyset.json");
    KeysetFile keyset = KeysetFile.inClear(file);
    keyset.create(KeyType.AES_256_GCM);
    List<Process> processes = new ArrayList<>();
    for (int process = 0; process < 3; process++) {
      processes.add(
          start(List.of("-cp", CLASS_PATH), Rotator.class.getName(), file.toString(), "5"));
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }

    assertThat(keyset.keys()).hasSize(16);
    assertThat(printedIds()).hasSize(15);
    assertThat(keyset.keys()).extracting(KeysetKey::keyId).containsAll(printedIds());
  }

  private Set<String> printedIds() throws IOException {
    return output().lines().filter(line -> line.matches("\\d+")).collect(Collectors.toSet());
  }

  /** Whatever was told to be done is there, and what was not is there wholly or not at all. */
  @Test
  void killedProcessLeavesAWholeKeyset() throws Exception {
    Path file = folder.resolve("keyset.json");
    KeysetFile keyset = KeysetFile.inClear(file);
    keyset.create(KeyType.AES_256_GCM);
    Set<String> seen = new HashSet<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int before = keyset.keys().size();
      Process rotator =
          start(List.of("-cp", CLASS_PATH), Rotator.class.getName(), file.toString(), "100000");
      awaitMoreThan(before + kill, keyset);
      rotator.destroyForcibly().waitFor();

      Set<String> ids = keyset.keys().stream().map(KeysetKey::keyId).collect(Collectors.toSet());
      assertThat(ids).containsAll(seen).containsAll(printedIds());
      assertThat(TinkCipher.from(KeysetSource.file(file)).keyIds()).isEqualTo(ids);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      seen.addAll(ids);
    }
    assertThat(seen).hasSizeGreaterThan(KILLS);
  }

  /** Reads the file all the while, so that half of one would be met. */
  private static void awaitMoreThan(int keys, KeysetFile keyset) {
    while (keyset.keys().size() <= keys) {
      Thread.onSpinWait();
    }
  }

  @Test
  void runsOnTheModulePath() throws Exception {
    String modules =
        Arrays.stream(CLASS_PATH.split(File.pathSeparator))
            .filter(entry -> !entry.contains("test-classes"))
            .filter(entry -> !entry.matches(".*(junit|assertj|opentest4j|apiguardian|testkit).*"))
            .collect(Collectors.joining(File.pathSeparator));
    Path file = folder.resolve("keyset.json");
    Process process =
        start(
            List.of("-p", modules),
            "-m",
            "dev.patchbay.ciphers.tink/" + KeysetCommand.class.getName(),
            "create",
            file.toString());

    assertThat(process.waitFor()).as(output()).isZero();
    assertThat(KeysetFile.inClear(file).keys()).hasSize(1);
  }

  @Test
  void jvmWithoutTheAlgorithmFailsAtStart() throws Exception {
    Path security = folder.resolve("java.security");
    Files.writeString(security, "security.provider.1=SUN\n", UTF_8);
    Process process =
        start(
            List.of("-cp", CLASS_PATH, "-Djava.security.properties==" + security),
            KeysetCommand.class.getName(),
            "create",
            folder.resolve("keyset.json").toString());

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output()).isEqualTo(1);
    assertThat(output()).contains("The cipher tried itself and failed", "AES/GCM/NoPadding");
    assertThat(folder.resolve("keyset.json")).doesNotExist();
  }
}

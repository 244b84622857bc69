package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Canary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads every log line (all loggers at TRACE) and every report of the whole test run so far; this
 * module's tests run last, because it depends on every module. Every secret of every test carries
 * the canary's mark.
 */
class CanaryScanIT {
  private static final Path ROOT = Path.of(System.getProperty("patchbay.root"));
  private static final List<String> FOLDERS =
      List.of("target/test-logs", "target/surefire-reports", "target/failsafe-reports");
  private static final int CHUNK = 4 * 1024 * 1024;
  private static final int OVERLAP = 64;

  @Test
  void findsAPlantedSecretInEveryEncoding(@TempDir Path folder) throws IOException {
    byte[] secret = Canary.secret("planted").getBytes(StandardCharsets.UTF_8);
    List<String> planted = new ArrayList<>();
    planted.add(new String(secret, StandardCharsets.UTF_8));
    planted.add(HexFormat.of().formatHex(secret));
    planted.add(HexFormat.of().withUpperCase().formatHex(secret));
    for (String before : List.of("", "x", "xy")) {
      byte[] shifted =
          (before + new String(secret, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
      planted.add(Base64.getEncoder().encodeToString(shifted));
      planted.add(Base64.getUrlEncoder().withoutPadding().encodeToString(shifted));
    }
    for (String one : planted) {
      Path log = folder.resolve("trace.log");
      // Across the border of two chunks, where a careless scan would miss it.
      Files.writeString(log, "-".repeat(CHUNK - 5) + one + "-".repeat(100));
      assertThat(findIn(log)).as(one.substring(0, 8)).isPresent();
    }
    Files.writeString(folder.resolve("trace.log"), "-".repeat(CHUNK + 100));
    assertThat(findIn(folder.resolve("trace.log"))).isEmpty();
  }

  @Test
  void everyModuleWithTestsWasBuiltBefore() throws IOException {
    String own = Files.readString(ROOT.resolve("demo/pom.xml"));
    List<Path> notBefore = new ArrayList<>();
    for (Path module : modules()) {
      String artifact = "<artifactId>patchbay-" + module.getFileName() + "</artifactId>";
      if (Files.isDirectory(module.resolve("src/test/java"))
          && (filesOf(module).isEmpty() || !own.contains(artifact))) {
        notBefore.add(ROOT.relativize(module));
      }
    }

    assertThat(notBefore).isEmpty();
  }

  @Test
  void wholeTestRunShowsNoSecret() throws IOException {
    List<Path> files = files();
    List<String> leaks = new ArrayList<>();
    for (Path file : files) {
      findIn(file).ifPresent(found -> leaks.add(ROOT.relativize(file) + ": " + found));
    }

    assertThat(files).isNotEmpty();
    assertThat(leaks).isEmpty();
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path module : modules()) {
      files.addAll(filesOf(module));
    }
    return files;
  }

  private static List<Path> filesOf(Path module) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : FOLDERS) {
      addAll(files, module.resolve(folder));
    }
    return files;
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules.toList();
    }
  }

  private static void addAll(List<Path> files, Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> inside = Files.walk(folder)) {
        inside.filter(Files::isRegularFile).forEach(files::add);
      }
    }
  }

  private static Optional<String> findIn(Path file) throws IOException {
    byte[] window = new byte[CHUNK + OVERLAP];
    try (InputStream in = Files.newInputStream(file)) {
      int kept = 0;
      for (int read; (read = in.readNBytes(window, kept, CHUNK)) > 0; ) {
        byte[] seen = java.util.Arrays.copyOf(window, kept + read);
        Optional<String> found = Canary.findIn(seen);
        if (found.isPresent()) {
          return found;
        }
        int keep = Math.min(OVERLAP, seen.length);
        System.arraycopy(seen, seen.length - keep, window, 0, keep);
        kept = keep;
      }
    }
    return Optional.empty();
  }
}

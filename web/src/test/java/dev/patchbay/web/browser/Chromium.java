package dev.patchbay.web.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Chromium without a window. Every call starts one, with an empty profile, that reaches nothing but
 * the loopback, and waits for its end.
 */
public final class Chromium {
  private static final List<String> NAMES = List.of("chromium", "chromium-browser");
  private static final long PATIENCE_SECONDS = 90;

  private static final List<String> QUIET =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--hide-scrollbars",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");

  private final Path program;

  private Chromium(Path program) {
    this.program = program;
  }

  /** {@return the browser of this machine; a test that asks where there is none is skipped} */
  public static Chromium installed() {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(
        found.isPresent(), "Neither 'chromium' nor 'chromium-browser' is on the PATH");
    return new Chromium(found.orElseThrow());
  }

  /** {@return the document that a page has become once it is quiet} */
  public String dump(String url, String... switches) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(switches));
    arguments.addAll(List.of("--dump-dom", "--virtual-time-budget=60000", url));
    return run(arguments);
  }

  /** Takes a picture of a page. */
  public void screenshot(String url, Path picture, String... switches) throws IOException {
    Files.createDirectories(picture.toAbsolutePath().getParent());
    List<String> arguments = new ArrayList<>(List.of(switches));
    arguments.add("--screenshot=" + picture.toAbsolutePath());
    arguments.add("--virtual-time-budget=5000");
    arguments.add(url);
    run(arguments);
  }

  private String run(List<String> arguments) throws IOException {
    Path folder = Files.createTempDirectory("chromium");
    try {
      List<String> command = new ArrayList<>(List.of(program.toString()));
      command.addAll(QUIET);
      command.add("--user-data-dir=" + folder.resolve("profile"));
      command.addAll(arguments);
      Path out = folder.resolve("out");
      Process browser =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      await(browser);
      return Files.readString(out);
    } finally {
      delete(folder);
    }
  }

  private static void await(Process browser) throws IOException {
    try {
      if (!browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || browser.exitValue() != 0) {
        throw new IOException("Chromium did not end well");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly();
    }
  }

  /** What its last process still writes, or has gone meanwhile, is left. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (java.io.UncheckedIOException gone) {
      folder.toFile().deleteOnExit();
    }
  }
}

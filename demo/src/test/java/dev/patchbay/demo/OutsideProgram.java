package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.Canary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The program of {@code src/it/host}, as the build before the tests has left it: laid out in a
 * folder, and started as {@code commands.sh} says, in a JVM of its own.
 */
final class OutsideProgram {
  private static final Path TARGET = Excerpt.ROOT.resolve("demo/target");
  private static final Path JAR = TARGET.resolve("it/host/target/app.jar");
  private static final Path LOGS = TARGET.resolve("test-logs");
  private static final String COMMANDS = "demo/src/it/host/commands.sh#";
  private static final long PATIENCE_SECONDS = 60;

  private final Path folder = TARGET.resolve("embedding");
  private final List<Path> dependencies;

  private OutsideProgram(List<Path> dependencies) {
    this.dependencies = dependencies;
  }

  /** Puts the jar into a folder, the providers into {@code plugins}, all else into {@code lib}. */
  static OutsideProgram layOut() throws IOException {
    assertThat(JAR).as("built by the phase before the tests, so run 'verify'").exists();
    OutsideProgram program = new OutsideProgram(classPath());
    program.clear();
    program.copy(JAR, "");
    for (Path jar : program.dependencies) {
      program.copy(jar, artifact(jar).startsWith("patchbay-providers-") ? "plugins" : "lib");
    }
    return program;
  }

  /** The artifact ids of everything that Maven put on the program's class path. */
  List<String> dependencies() {
    return dependencies.stream().map(OutsideProgram::artifact).toList();
  }

  /** Runs to the end and returns the lines printed. */
  List<String> run(String command, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Files.createDirectories(LOGS);
    Path output = LOGS.resolve("host-" + command + "-" + arguments[0] + ".log");
    Path errors = LOGS.resolve("host-" + command + "-" + arguments[0] + ".err.log");
    ProcessBuilder builder = new ProcessBuilder(commandLine(command, arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("PATCHBAY_"));
    builder.environment().putAll(environment);
    Process process =
        builder
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();

    assertThat(ended).as("the program ends, see %s", output).isTrue();
    assertThat(process.exitValue()).as("exit status, see %s", errors).isZero();
    assertThat(Canary.findIn(Files.readAllBytes(output))).isEmpty();
    assertThat(Canary.findIn(Files.readAllBytes(errors))).isEmpty();
    return Files.readAllLines(output);
  }

  private static List<String> commandLine(String command, String... arguments) {
    List<String> words = new ArrayList<>();
    String line = Excerpt.parse(COMMANDS + command).text().strip().replace("\"", "");
    words.addAll(List.of(line.split(" ")));
    words.set(0, Path.of(System.getProperty("java.home"), "bin", words.get(0)).toString());
    words.addAll(List.of(arguments));
    return words;
  }

  private static List<Path> classPath() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      String entries = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      URI base = JAR.toUri();
      return Stream.of(entries.split(" ")).map(entry -> Path.of(base.resolve(entry))).toList();
    }
  }

  /** In a repository a jar lies in a folder for its version, in a folder for its artifact. */
  private static String artifact(Path jar) {
    return jar.getName(jar.getNameCount() - 3).toString();
  }

  /** A jar that an earlier build left would be a second module of the same name. */
  private void clear() throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void copy(Path jar, String into) throws IOException {
    Path target = folder.resolve(into).resolve(jar.getFileName());
    Files.createDirectories(target.getParent());
    Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
  }
}

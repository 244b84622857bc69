package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.Table.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Jars and bytes that an application with one provider gets on its class path. */
final class JarsMeasure {
  private static final List<Contestant> CONTESTANTS =
      List.of(
          Contestant.of("Patchbay, one provider", "patchbay", ""),
          Contestant.of("Spring Security", "spring", ""),
          Contestant.of("ScribeJava", "scribejava", ""),
          Contestant.of("Nimbus", "nimbus", ""),
          Contestant.of("google-oauth-client", "google-oauth", ""),
          Contestant.of("google-auth", "google-auth", ""));

  /** What the harness brings. */
  private static final List<String> OF_THE_HARNESS =
      List.of("patchbay-benchmarks-", "jmh-core-", "jopt-simple-", "commons-math3-");

  private JarsMeasure() {}

  static Report run(Lab lab) throws IOException {
    Table table =
        new Table(
            "On the class path",
            "",
            List.of(Column.plain("jars", "jars"), Column.plain("KiB", "kib")));
    for (Contestant contestant : CONTESTANTS) {
      List<Path> jars = jars(lab.classPath(contestant.module()));
      double bytes = jars.stream().mapToLong(JarsMeasure::size).sum();
      table.add(contestant.name(), Map.of("jars", (double) jars.size(), "kib", bytes / 1024));
    }
    return new Report(table, List.of());
  }

  private static List<Path> jars(List<String> classPath) {
    Stream<Path> jars = classPath.stream().map(Path::of).filter(Files::isRegularFile);
    return jars.filter(jar -> OF_THE_HARNESS.stream().noneMatch(name(jar)::startsWith)).toList();
  }

  private static String name(Path jar) {
    return jar.getFileName().toString();
  }

  private static long size(Path jar) {
    try {
      return Files.size(jar);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

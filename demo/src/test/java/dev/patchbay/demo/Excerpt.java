package dev.patchbay.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a document shows of a source: the lines between {@code tag::name} and {@code end::name}, or
 * the whole file. Immutable.
 */
record Excerpt(String file, String tag) {
  static final Path ROOT = Path.of(System.getProperty("patchbay.root"));
  private static final String VERSION = "@project.version@";

  /** Reads {@code file#tag} or {@code file}, the file as seen from the root. */
  static Excerpt parse(String reference) {
    int hash = reference.indexOf('#');
    return hash < 0
        ? new Excerpt(reference, "")
        : new Excerpt(reference.substring(0, hash), reference.substring(hash + 1));
  }

  /** The lines without their common indentation. */
  String text() {
    String source = read(file).replace(VERSION, version());
    return tag.isEmpty() ? source : between(source.lines().toList());
  }

  private String between(List<String> lines) {
    String inside =
        lines.stream()
            .dropWhile(line -> !isMark("tag::", line))
            .skip(1)
            .takeWhile(line -> !isMark("end::", line))
            .collect(Collectors.joining("\n"));
    if (inside.isBlank()) {
      throw new IllegalStateException(
          "'" + file + "' has nothing between the marks of '" + tag + "'");
    }
    return inside.stripTrailing().stripIndent() + "\n";
  }

  private boolean isMark(String kind, String line) {
    return (line + " ").contains(kind + tag + " ");
  }

  private static String version() {
    Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(read("bom/pom.xml"));
    if (!version.find()) {
      throw new IllegalStateException("The BOM has no version");
    }
    return version.group(1);
  }

  static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

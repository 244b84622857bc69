package dev.patchbay.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A jar that was compiled against an earlier state of the SPI and is not compiled again. */
record KeptJar(Path file) {
  private static final String CLASS = ".class";

  /** {@return every jar in the folder; {@code @MethodSource}} */
  static List<KeptJar> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(KeptJar::new)
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path folder() {
    try {
      return Path.of(KeptJar.class.getResource("/kept").toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** {@return a loader of its own for the jar, above it the tests' class path} */
  URLClassLoader open() {
    try {
      return new URLClassLoader(new URL[] {file.toUri().toURL()}, KeptJar.class.getClassLoader());
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  List<String> classNames() {
    try (JarFile jar = new JarFile(file.toFile())) {
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(CLASS))
          .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** {@return where the source of a top-level class is kept} */
  Path source(String className) {
    String folder = file.getFileName().toString().replaceFirst("\\.jar$", "");
    return file.resolveSibling(folder).resolve(className.replace('.', '/') + ".java");
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}

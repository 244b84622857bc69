package dev.patchbay.web.redeploy;

import dev.patchbay.web.host.AcmeProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lays a web application out, with Patchbay and all that it needs inside. */
final class WebApp {
  /**
   * What a run-time class path of {@code patchbay-web} has, but the logging API, which is shared.
   */
  private static final Pattern INSIDE =
      Pattern.compile(
          ".*/(patchbay-(core|web)|guice|jakarta\\.inject-api|aopalliance|guava|failureaccess"
              + "|jackson-(core|databind|annotations)|httpc(lient|ore)5(-h2)?|caffeine|encoder"
              + "|jspecify)-?[0-9].*\\.jar");

  private static final Pattern BUILT = Pattern.compile(".*/(core|web)(/target/classes)?");

  private WebApp() {}

  static void layOut(Path folder) throws IOException {
    Path libraries = Files.createDirectories(folder.resolve("WEB-INF/lib"));
    Path classes = Files.createDirectories(folder.resolve("WEB-INF/classes"));
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      Path path = Path.of(entry);
      if (INSIDE.matcher(entry).matches()) {
        Files.copy(
            path, libraries.resolve(path.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      } else if (BUILT.matcher(entry).matches()) {
        copyTree(path, classes);
      }
    }
    for (Class<?> own : List.of(DeployedApp.class, LocatedProvider.class, AcmeProvider.class)) {
      copyClass(own, classes);
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void copyClass(Class<?> type, Path to) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    Path target = to.resolve(name);
    Files.createDirectories(target.getParent());
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
      Files.copy(bytes, target);
    }
  }
}

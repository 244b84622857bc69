package dev.patchbay.internal.provider;

import dev.patchbay.spi.IntegrationProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * One services file and the classes it names, read to tell which jar an error came from. What
 * cannot be read is left empty here, for {@code ServiceLoader} reads the same files and reports it.
 */
record ServicesFile(String url, List<String> classNames) {
  static final String NAME = "META-INF/services/" + IntegrationProvider.class.getName();

  static List<ServicesFile> list(ClassLoader classLoader) {
    try {
      return Collections.list(classLoader.getResources(NAME)).stream()
          .map(ServicesFile::read)
          .sorted(Comparator.comparing(ServicesFile::url))
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static ServicesFile read(URL url) {
    try (BufferedReader lines = open(url)) {
      return new ServicesFile(url.toString(), lines.lines().map(ServicesFile::named).toList());
    } catch (IOException | RuntimeException unreadable) {
      return new ServicesFile(url.toString(), List.of());
    }
  }

  private static BufferedReader open(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    // A cached connection would keep the jar open after its class loader was closed.
    connection.setUseCaches(false);
    return new BufferedReader(
        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String named(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip();
  }

  /** The jar or folder that holds the file. */
  String source() {
    return Origin.fileName(url.substring(0, url.length() - NAME.length()));
  }
}

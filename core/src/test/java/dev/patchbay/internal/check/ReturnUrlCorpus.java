package dev.patchbay.internal.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Return URLs that are kept in files, one a line, and the allow-list that they are about. */
final class ReturnUrlCorpus {
  static final List<String> ALLOWED = List.of("https://app.example", "https://portal.example/done");

  private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-f]{4})");

  private ReturnUrlCorpus() {}

  static List<String> refused() {
    return lines("refused.txt");
  }

  static List<String> accepted() {
    return lines("accepted.txt");
  }

  private static List<String> lines(String file) {
    try (InputStream content = ReturnUrlCorpus.class.getResourceAsStream("/return-urls/" + file)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("# "))
          .map(ReturnUrlCorpus::unescaped)
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String unescaped(String line) {
    return UNICODE
        .matcher(line)
        .replaceAll(found -> String.valueOf((char) Integer.parseInt(found.group(1), 16)))
        .translateEscapes();
  }
}

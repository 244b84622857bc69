package dev.patchbay.internal.check;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Return URLs out of pieces that parsers disagree about, and of good ones with a piece put in. */
final class ReturnUrlMutations {
  private static final List<String> PIECES =
      List.of(
          "/",
          "//",
          "\\",
          "/\\",
          ".",
          "..",
          "/../",
          "/./",
          ";",
          ":",
          "@",
          "?",
          "#",
          "&",
          "=",
          "%",
          "%2f",
          "%2F",
          "%5c",
          "%2e",
          "%2e%2e",
          "%252f",
          "%252e",
          "%255c",
          "%25",
          "%09",
          "%0d%0a",
          "%00",
          "%c0%af",
          "%e3%80%82",
          "\t",
          "\n",
          "\r",
          " ",
          "\0",
          "\u3002",
          "\uff0f",
          "\uff0e",
          "\u2028",
          "https:",
          "HTTPS:",
          "http:",
          "https://",
          "https:///",
          "javascript:",
          "data:",
          "app.example",
          "APP.example",
          "portal.example/done",
          "evil.example",
          "@evil.example",
          ".evil.example",
          ":443",
          ":444",
          "[::1]",
          "user:pw@",
          "status=ok",
          "%73tatus=1",
          "a",
          "settings",
          "x=y",
          "127.0.0.1",
          "done",
          "~",
          "*");

  private final Random random;

  ReturnUrlMutations(long seed) {
    this.random = new Random(seed);
  }

  Stream<String> stream() {
    return Stream.generate(this::next);
  }

  private String next() {
    return switch (random.nextInt(4)) {
      case 0 -> pieces(1 + random.nextInt(7));
      case 1 -> one(List.of("/", "/a/", "/a?b=")) + pieces(1 + random.nextInt(5));
      case 2 -> mutated(one(ReturnUrlCorpus.accepted()));
      default -> mutated(one(ReturnUrlCorpus.refused()));
    };
  }

  private String pieces(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(one(PIECES));
    }
    return text.toString();
  }

  private String mutated(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(3));
    return text.substring(0, from) + pieces(random.nextInt(3)) + text.substring(to);
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}

package dev.patchbay.web.raw;

import java.util.List;
import java.util.Random;

/** Pieces of text that are out of place somewhere. A character stands for a byte. */
final class OddText {
  private static final List<String> PIECES =
      List.of(
          "",
          "a",
          "null",
          "undefined",
          "%",
          "%zz",
          "%2",
          "%u0041",
          "%00",
          "%0d%0aset-cookie:%20a=b",
          "%0a",
          "%1b[31m",
          "%7f",
          "%ff",
          "%c0%af",
          "%ed%a0%80",
          "%f4%90%80%80",
          "%c3%28",
          "%e2%80%ae",
          "%ef%bb%bf",
          "%F0%9F%98%80",
          "%25",
          "%2500",
          "%26code%3dx",
          "+",
          "%20",
          "=",
          "==",
          ";",
          ";a=b",
          "..",
          "%2e%2e%2f",
          "[]",
          "[0]",
          "${jndi:ldap://127.0.0.1/a}",
          "{{7*7}}",
          "'--",
          "' OR 1=1--",
          "<script>alert(1)</script>",
          "%3Cscript%3E",
          "#x",
          "?",
          "a|b",
          "\\",
          "\u00e9",
          "\u00ff\u00fe",
          "\u0001",
          "\u007f",
          "\u001b",
          "-1",
          "9".repeat(40),
          "sess_" + "A".repeat(43));

  private final Random random;

  OddText(Random random) {
    this.random = random;
  }

  String piece() {
    return random.nextInt(50) == 0 ? "A".repeat(random.nextInt(20_000)) : pick(PIECES);
  }

  /** {@return pieces of which none is a control character or a byte beyond ASCII} */
  String tame() {
    String piece = piece();
    return piece.chars().allMatch(c -> c > ' ' && c <= '~') ? piece : "x";
  }

  /** {@return a value that a session may have made, which none has} */
  String token() {
    StringBuilder token = new StringBuilder();
    for (int i = 0; i < 43; i++) {
      token.append(
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
              .charAt(random.nextInt(64)));
    }
    return token.toString();
  }

  String bytes(int max) {
    StringBuilder bytes = new StringBuilder();
    for (int i = random.nextInt(max); i > 0; i--) {
      bytes.append((char) random.nextInt(256));
    }
    return bytes.toString();
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }
}

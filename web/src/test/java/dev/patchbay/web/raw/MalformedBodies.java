package dev.patchbay.web.raw;

import java.util.List;
import java.util.Random;

/** Bodies of API requests of which none may be taken. A character stands for a byte. */
final class MalformedBodies {
  private static final List<String> FIELDS =
      List.of(
          "integration_type",
          "workspace_id",
          "return_to",
          "member_id",
          "scopes",
          "variables",
          "connection_id",
          "access_token",
          "api_key",
          "extra",
          "verify",
          "status",
          "id",
          "__proto__",
          "@type",
          "");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-0",
          "1e999999",
          "0x10",
          "[]",
          "{}",
          "[null]",
          "[[[[[]]]]]",
          "{\"a\":{\"b\":1}}",
          "\"\"",
          "\"acme\"",
          "\"ws_ours\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\q\"",
          "\"\u00ff\"",
          "\"//evil.example\"",
          "NaN",
          "9".repeat(2_000),
          "'a'",
          "/*");

  private final Random random;
  private final OddText text;

  MalformedBodies(Random random) {
    this.random = random;
    this.text = new OddText(random);
  }

  String next() {
    return switch (random.nextInt(9)) {
      case 0 -> text.bytes(300);
      case 1 -> "[".repeat(random.nextInt(20_000));
      case 2 -> "{\"a\":".repeat(random.nextInt(5_000));
      case 3 -> "{\"variables\":" + "{\"a\":".repeat(random.nextInt(30)) + "1";
      case 4 -> "{\"integration_type\":\"" + "a".repeat(random.nextInt(80_000)) + "\"}";
      case 5 -> cut(object());
      case 6 -> object() + text.pick(List.of("x", "{}", "]", ",", "\u0000"));
      case 7 -> "\u00ef\u00bb\u00bf" + object() + text.piece();
      // A field that is unknown everywhere, so that no object is ever taken.
      default -> "{\"odd\":1," + object().substring(1);
    };
  }

  private String object() {
    StringBuilder object = new StringBuilder("{");
    for (int i = random.nextInt(6); i >= 0; i--) {
      object.append('"').append(text.pick(FIELDS)).append("\":").append(text.pick(VALUES));
      object.append(i > 0 ? "," : "");
    }
    return object.append('}').toString();
  }

  private String cut(String body) {
    return body.substring(0, random.nextInt(body.length() - 1));
  }
}

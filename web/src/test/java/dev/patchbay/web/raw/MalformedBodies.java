package dev.patchbay.web.raw;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Bodies of API requests of which none may be taken. A character stands for a byte.
 *
 * <p>Some are no JSON, or have fields that are unknown. Others are objects of known fields, so that
 * their odd values are read, and some get as far as the registry; these are of an integration that
 * there is not, or have a variable that it has not.
 */
final class MalformedBodies {
  private static final String TYPE = "integration_type";
  private static final String MEMBER = "member_id";
  private static final String VARIABLES = "variables";

  private static final Map<String, List<String>> KNOWN =
      Map.of(
          "/oauth/sessions",
          List.of(MEMBER, "return_to", "scopes", VARIABLES, "connection_id"),
          "/workspaces/ws_ours/connections",
          List.of(
              "access_token",
              "refresh_token",
              "api_key",
              "scope",
              "extra",
              VARIABLES,
              "client_id",
              MEMBER,
              "verify"));

  private static final List<String> UNKNOWN =
      List.of("odd", "status", "id", "__proto__", "@type", "", "Integration_type", "\\u0000");

  /** Texts, as they stand between quotes. */
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "acme ",
          "ACME",
          "nope",
          "..",
          "a b",
          "null",
          "\\u0000",
          "a\\u0000b",
          "\\ud800",
          "\\udc00\\ud800",
          "\\ud83d\\ude00",
          "\\ufeff",
          "\\u202e",
          "\\r\\nset-cookie: a=b",
          "\\u001b[31m",
          "\\\"",
          "\u00c3\u00a9",
          "//evil.example",
          "${jndi:ldap://127.0.0.1/a}",
          "' OR 1=1--",
          "conn_" + "A".repeat(43),
          "9".repeat(2_000),
          "x".repeat(30_000));

  private static final List<String> OTHERS =
      List.of(
          "null",
          "true",
          "false",
          "-0",
          "1e999999",
          "9".repeat(900),
          "[]",
          "{}",
          "[null]",
          "[[[[[]]]]]",
          "[1]",
          "{\"a\":{\"b\":1}}",
          "{\"a\":null}",
          "{\"\":\"\"}");

  private static final List<String> BROKEN =
      List.of(
          "0x10",
          "NaN",
          "9".repeat(2_000),
          "'a'",
          "/*",
          "\"\\q\"",
          "\"\\ud8\"",
          "\"\u00ff\"",
          "\"\u00ed\u00a0\u0080\"",
          "\"\u00c0\u00af\"",
          "\"\u0000\"");

  private final Random random;
  private final OddText text;

  MalformedBodies(Random random) {
    this.random = random;
    this.text = new OddText(random);
  }

  /** {@return a body for a path, known or not} */
  String next(String path) {
    return switch (random.nextInt(16)) {
      case 0 -> text.bytes(300);
      case 1 -> "[".repeat(random.nextInt(20_000));
      case 2 -> "{\"a\":".repeat(random.nextInt(5_000));
      case 3 -> "{\"variables\":" + "{\"a\":".repeat(random.nextInt(30)) + "1";
      case 4 -> "{\"integration_type\":\"" + "a".repeat(random.nextInt(80_000)) + "\"}";
      case 5 -> cut(object(path));
      case 6 -> object(path) + text.pick(List.of("x", "{}", "]", ",", "\u0000"));
      case 7 -> "\u00ef\u00bb\u00bf" + object(path) + text.piece();
      case 8, 9 -> inOtherBytes(object(path));
      case 10 -> with(object(path), text.pick(UNKNOWN), text.pick(OTHERS));
      case 11 -> with(object(path), TYPE, text.pick(BROKEN));
      default -> object(path);
    };
  }

  /** Fields that the path knows, each once, and no way to take them all. */
  private String object(String path) {
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> known = KNOWN.getOrDefault(path, List.of(MEMBER));
    for (int i = random.nextInt(4); i > 0; i--) {
      fields.put(text.pick(known), value());
    }
    if (path.endsWith("sessions")) {
      fields.put("workspace_id", random.nextInt(4) == 0 ? value() : "\"ws_ours\"");
    }
    if (random.nextInt(2) == 0) {
      fields.put(TYPE, value());
    } else {
      fields.put(TYPE, "\"acme\"");
      fields.put(VARIABLES, "{\"no\":" + quoted(text.pick(TEXTS)) + "}");
    }
    return fields.entrySet().stream()
        .map(field -> quoted(field.getKey()) + ":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Never {@code "acme"}. */
  private String value() {
    String odd = quoted(text.pick(TEXTS));
    return switch (random.nextInt(4)) {
      case 0 -> text.pick(OTHERS);
      case 1 -> "[" + odd + "," + quoted(text.pick(TEXTS)) + "]";
      case 2 -> "{" + odd + ":" + quoted(text.pick(TEXTS)) + "}";
      default -> odd;
    };
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String with(String object, String name, String value) {
    return "{" + quoted(name) + ":" + value + "," + object.substring(1);
  }

  /** The same text in an encoding that JSON on the wire once had, with a mark or without. */
  private String inOtherBytes(String object) {
    Charset encoding =
        Charset.forName(text.pick(List.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE")));
    String marked = (random.nextInt(2) == 0 ? "\ufeff" : "") + object;
    return new String(marked.getBytes(encoding), StandardCharsets.ISO_8859_1);
  }

  private String cut(String body) {
    return body.substring(0, random.nextInt(body.length() - 1));
  }
}

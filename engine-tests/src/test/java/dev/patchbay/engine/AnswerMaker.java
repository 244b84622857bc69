package dev.patchbay.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Makes token answers from a seed, and knows by how it made them which ones hold a usable token.
 */
final class AnswerMaker {
  private static final String JSON = "application/json";
  private static final List<String> ODD_VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "3600",
          "3600.5",
          "1e9",
          "1e1000000",
          "9223372036854775808",
          "\"3600\"",
          "\"soon\"",
          "\"\"",
          "\" \"",
          "\"NaN\"",
          "\"0x10\"",
          "\"\\u0000\"",
          "[]",
          "[\"read\"]",
          "{}",
          "{\"a\":[1,2,{\"b\":null}]}",
          "\"" + "x".repeat(300) + "\"");
  private static final List<String> SIDE_FIELDS =
      List.of("expires_in", "refresh_token", "refresh_token_expires_in", "scope", "id_token", "x");
  private static final List<String> BAD_TOKENS =
      List.of(
          "null", "true", "7", "\"\"", "\" \"", "\"a b\"", "\"a\\n\"", "[]", "{}", "\"\u00e9\"");
  private static final List<String> BAD_TYPES =
      List.of("\"mac\"", "\"DPoP\"", "\"N_A\"", "\"\"", "7", "[\"mac\"]");
  private static final List<String> ERRORS =
      List.of("\"invalid_grant\"", "\"\"", "true", "{\"code\":\"x\"}", "[1]", "\"a\\r\\nb\"", "1");

  private final Random random;

  AnswerMaker(Random random) {
    this.random = random;
  }

  Answer make() {
    Map<String, String> good = good();
    return switch (random.nextInt(10)) {
      case 0, 1 -> new Answer(200, JSON, write(good), true);
      case 2 -> new Answer(200, "text/plain", write(good), true);
      case 3 -> form();
      case 4 -> new Answer(200, JSON, write(with(good, "access_token", BAD_TOKENS)), false);
      case 5 -> new Answer(200, JSON, write(with(good, "token_type", BAD_TYPES)), false);
      case 6 -> new Answer(200, JSON, write(with(good, "error", ERRORS)), false);
      case 7 -> new Answer(badStatus(), JSON, write(good), false);
      case 8 -> cut(good);
      default -> garbage(good);
    };
  }

  private Map<String, String> good() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("access_token", "\"token-" + random.nextInt(1000) + "\"");
    if (random.nextBoolean()) {
      fields.put("token_type", pick(List.of("\"Bearer\"", "\"bearer\"", "\"BEARER\"", "null")));
    }
    for (String name : SIDE_FIELDS) {
      if (random.nextBoolean()) {
        fields.put(name, pick(ODD_VALUES));
      }
    }
    return fields;
  }

  private Answer form() {
    boolean usable = random.nextBoolean();
    String body =
        "scope=read%2Cwrite&expires_in=" + random.nextInt() + (usable ? "&access_token=t" : "");
    return new Answer(200, "application/x-www-form-urlencoded; charset=utf-8", body, usable);
  }

  private int badStatus() {
    return pick(List.of(400, 401, 403, 404, 409, 418, 429, 500, 502, 503, 529));
  }

  private Answer cut(Map<String, String> good) {
    String body = write(good);
    return new Answer(200, JSON, body.substring(0, random.nextInt(body.length())), false);
  }

  private Answer garbage(Map<String, String> good) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    String noise = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    return switch (random.nextInt(5)) {
      case 0 -> new Answer(200, JSON, "[" + write(good) + "]", false);
      case 1 -> new Answer(200, "text/html", "<html>" + noise + "</html>", false);
      case 2 -> new Answer(200, JSON, write(good) + "}", false);
      case 3 -> new Answer(200, JSON, "\u0001" + noise, false);
      default -> new Answer(200, JSON, write(with(good, "ok", List.of("false"))), false);
    };
  }

  private Map<String, String> with(Map<String, String> fields, String name, List<String> values) {
    Map<String, String> changed = new LinkedHashMap<>(fields);
    changed.put(name, pick(values));
    return changed;
  }

  private static String write(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** An answer, and whether it holds a usable token. */
  record Answer(int status, String contentType, String body, boolean isUsable) {}
}

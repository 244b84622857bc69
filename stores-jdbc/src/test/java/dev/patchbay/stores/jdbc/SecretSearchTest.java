package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretSearchTest {
  private static final String SECRET = "s3cr+t/0f=no:bodys-business";

  private static final Map<String, UnaryOperator<String>> ENCODINGS =
      Map.of(
          "plain", text -> text,
          "a part", text -> text.substring(5, 17),
          "hex", text -> HexFormat.of().formatHex(bytes(text)),
          "upper hex", text -> HexFormat.of().withUpperCase().formatHex(bytes(text)),
          "url", text -> URLEncoder.encode(text, StandardCharsets.UTF_8),
          "percent", text -> HexFormat.of().withPrefix("%").formatHex(bytes(text)),
          "base64", text -> Base64.getEncoder().encodeToString(bytes(text)),
          "base64, shifted", text -> Base64.getEncoder().encodeToString(bytes("x" + text + "y")),
          "base64url", text -> Base64.getUrlEncoder().encodeToString(bytes("xy" + text)));

  static Stream<String> encodings() {
    return ENCODINGS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void findsASecret(String encoding) {
    String hidden =
        "before " + Objects.requireNonNull(ENCODINGS.get(encoding)).apply(SECRET) + " after";

    assertThat(SecretSearch.findIn(hidden, List.of("other-secret-0", SECRET)))
        .containsExactly(SECRET);
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertThat(SecretSearch.findIn("before s3cr+t/0f=n after", List.of(SECRET))).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

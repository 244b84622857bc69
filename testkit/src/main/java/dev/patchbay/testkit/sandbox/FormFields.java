package dev.patchbay.testkit.sandbox;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Form-encoded fields, as in a query or a body.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#appendix-B">RFC 6749, appendix B</a>
 */
final class FormFields {
  private final Map<String, String> values = new LinkedHashMap<>();
  private boolean wellFormed = true;

  private FormFields() {}

  static FormFields parse(String text) {
    FormFields fields = new FormFields();
    for (String pair : text.split("&", -1)) {
      fields.read(pair);
    }
    return fields;
  }

  static String encode(Map<String, ?> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(String.valueOf(field.getValue())))
        .collect(Collectors.joining("&"));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static Optional<String> decode(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException strayPercentSign) {
      return Optional.empty();
    }
  }

  /** A field without a value counts as one that is not there (RFC 6749, section 3.1). */
  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** Whether every percent sign starts an escape, and no field is there twice. */
  boolean isWellFormed() {
    return wellFormed;
  }

  private void read(String pair) {
    int equals = pair.indexOf('=');
    Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals));
    Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1));
    boolean readable = name.isPresent() && value.isPresent();
    wellFormed &=
        pair.isEmpty()
            || (readable && values.putIfAbsent(name.orElseThrow(), value.orElseThrow()) == null);
  }
}

package dev.patchbay.spi.definition;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An absolute URL in which names in braces stand for variables, such as <code>
 * https://{region}.example.com/token</code>. Immutable; equal if the texts are.
 */
public final class UrlTemplate {
  private final String text;

  private UrlTemplate(String text) {
    this.text = text;
  }

  /**
   * Wraps a template; it is checked when its definition is built.
   *
   * @param text the absolute URL
   * @return the template
   */
  public static UrlTemplate of(String text) {
    return new UrlTemplate(Objects.requireNonNull(text, "text"));
  }

  /** {@return the names that stand in braces, in order} */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
      int close = text.indexOf('}', open);
      names.add(close < 0 ? text.substring(open) : text.substring(open + 1, close));
    }
    return names;
  }

  /**
   * Puts values in.
   *
   * @param values the values by name; each is percent-encoded
   * @return the URL
   * @throws IllegalArgumentException if a value is missing
   */
  public URI expand(Map<String, String> values) {
    String expanded = text;
    for (String name : names()) {
      String value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException("The URL '" + text + "' needs a value for " + name);
      }
      expanded = expanded.replace("{" + name + "}", encode(value));
    }
    return URI.create(expanded);
  }

  UrlTemplate changed(UnaryOperator<String> change) {
    return of(change.apply(text));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UrlTemplate that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** {@return the text of the template} */
  @Override
  public String toString() {
    return text;
  }
}

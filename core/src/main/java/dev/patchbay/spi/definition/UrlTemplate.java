package dev.patchbay.spi.definition;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An absolute URL in which names in braces stand for variables, such as <code>
 * https://{region}.example.com/token</code>. Immutable; equal if the texts are.
 *
 * <p>Where a service spells its URLs in several ways, cases say which:
 *
 * <pre>{@code
 * UrlTemplate.of("https://{host}/api/v3")
 *     .when("host", "github.com", "https://api.github.com")
 *     .when("host", "*.ghe.com", "https://api.{host}")
 * }</pre>
 */
public final class UrlTemplate {
  private final List<Case> cases;
  private final String text;

  private UrlTemplate(List<Case> cases, String text) {
    this.cases = List.copyOf(cases);
    this.text = text;
  }

  /**
   * Wraps a template; it is checked when its definition is built.
   *
   * @param text the absolute URL
   * @return the template
   */
  public static UrlTemplate of(String text) {
    return new UrlTemplate(List.of(), Objects.requireNonNull(text, "text"));
  }

  /**
   * Adds a case. The first one whose variable has a value that fits stands for the whole template;
   * if there is none, the text does that {@link #of} was given.
   *
   * @param variable the variable that decides
   * @param pattern which values fit: {@code *} is any, {@code *} and a text is what ends with that
   *     text and is longer, everything else is itself
   * @param caseText the absolute URL in that case
   * @return a template with the case after those of this one
   */
  public UrlTemplate when(String variable, String pattern, String caseText) {
    List<Case> more = new ArrayList<>(cases);
    more.add(
        new Case(
            Objects.requireNonNull(variable, "variable"),
            Objects.requireNonNull(pattern, "pattern"),
            Objects.requireNonNull(caseText, "caseText")));
    return new UrlTemplate(more, text);
  }

  /**
   * {@return the variables that it depends on, in order: those that stand in braces, and those that
   * decide a case}
   */
  public Set<String> names() {
    Set<String> names = namesIn(text);
    for (Case one : cases) {
      names.add(one.variable());
      names.addAll(namesIn(one.text()));
    }
    return names;
  }

  /**
   * {@return every text that may be expanded: those of the cases in order, then the last resort}
   */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Case one : cases) {
      texts.add(one.text());
    }
    texts.add(text);
    return Collections.unmodifiableList(texts);
  }

  /**
   * Puts values in.
   *
   * @param values the values by name; each is percent-encoded
   * @return the URL
   * @throws IllegalArgumentException if a value is missing
   */
  public URI expand(Map<String, String> values) {
    return URI.create(expandToText(values));
  }

  /**
   * Puts values in, for a URL to which more is appended.
   *
   * @param values the values by name; each is percent-encoded
   * @return the URL as text, not checked to be one
   * @throws IllegalArgumentException if a value is missing
   */
  public String expandToText(Map<String, String> values) {
    String chosen = chosen(values);
    if (chosen.indexOf('{') < 0) {
      return chosen;
    }
    StringBuilder expanded = new StringBuilder(chosen.length());
    int end = 0;
    for (int open = chosen.indexOf('{'); open >= 0; open = chosen.indexOf('{', end)) {
      int close = chosen.indexOf('}', open);
      String name = close < 0 ? chosen.substring(open) : chosen.substring(open + 1, close);
      String value = close < 0 ? null : values.get(name);
      if (value == null) {
        throw new IllegalArgumentException("The URL '" + chosen + "' needs a value for " + name);
      }
      expanded.append(chosen, end, open).append(encode(value));
      end = close + 1;
    }
    return expanded.append(chosen, end, chosen.length()).toString();
  }

  private String chosen(Map<String, String> values) {
    for (Case one : cases) {
      if (one.fits(values)) {
        return one.text();
      }
    }
    return text;
  }

  List<Case> cases() {
    return cases;
  }

  /** {@return the text where no case fits} */
  String lastResort() {
    return text;
  }

  static Set<String> namesIn(String text) {
    Set<String> names = new LinkedHashSet<>();
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
      int close = text.indexOf('}', open);
      names.add(close < 0 ? text.substring(open) : text.substring(open + 1, close));
    }
    return names;
  }

  UrlTemplate changed(UnaryOperator<String> change) {
    return new UrlTemplate(
        cases.stream()
            .map(one -> new Case(one.variable(), one.pattern(), change.apply(one.text())))
            .toList(),
        change.apply(text));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UrlTemplate that && text.equals(that.text) && cases.equals(that.cases);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, cases);
  }

  /** {@return the text of the template, and behind it its cases if it has any} */
  @Override
  public String toString() {
    return cases.isEmpty()
        ? text
        : text + cases.stream().map(Case::toString).collect(Collectors.joining(", ", " (", ")"));
  }

  /** What stands for the template where a variable fits. */
  record Case(String variable, String pattern, String text) {
    private static final String ANY = "*";

    boolean fits(Map<String, String> values) {
      String value = values.get(variable);
      if (value == null) {
        return false;
      }
      String end = pattern.substring(pattern.startsWith(ANY) ? 1 : 0);
      return pattern.startsWith(ANY)
          ? value.length() > end.length() && value.endsWith(end)
          : value.equals(end);
    }

    boolean fitsEveryValue() {
      return pattern.equals(ANY);
    }

    @Override
    public String toString() {
      return text + " when " + variable + " is " + pattern;
    }
  }
}

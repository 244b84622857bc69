package dev.patchbay.testkit.providers;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parameters of a URL, decoded. Immutable.
 *
 * @param parameters names and values, in order and as often as they are there
 */
public record Query(List<Map.Entry<String, String>> parameters) {
  private static final Pattern SEPARATOR = Pattern.compile("&", Pattern.LITERAL);

  /**
   * Copies the list.
   *
   * @param parameters names and values, in order and as often as they are there
   */
  public Query {
    parameters = List.copyOf(parameters);
  }

  /**
   * {@return the parameters of a URL, none if it has no query}
   *
   * @param url the URL
   */
  public static Query of(URI url) {
    return new Query(
        Optional.ofNullable(url.getRawQuery()).stream()
            .flatMap(SEPARATOR::splitAsStream)
            .map(Query::parameter)
            .toList());
  }

  private static Map.Entry<String, String> parameter(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0
        ? new SimpleImmutableEntry<>(decode(pair), "")
        : new SimpleImmutableEntry<>(
            decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  List<String> names() {
    return parameters.stream().map(Map.Entry::getKey).toList();
  }

  /**
   * {@return the values by their names}
   *
   * @throws IllegalStateException if a name is there twice
   */
  public Map<String, String> asMap() {
    return parameters.stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  Optional<String> find(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  String get(String name) {
    return find(name)
        .orElseThrow(() -> new AssertionError("The URL has no '" + name + "' but " + names()));
  }

  @Override
  public String toString() {
    return "Query" + names();
  }
}

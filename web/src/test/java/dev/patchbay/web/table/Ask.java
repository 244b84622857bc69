package dev.patchbay.web.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request, byte by byte: a character stands for a byte. Immutable.
 *
 * @param method the method
 * @param path the path below the mount point, with the query
 * @param headers the lines of its header
 * @param body the body, if there is one
 * @param framing how the body's end is told
 */
public record Ask(
    String method, String path, List<String> headers, @Nullable String body, Framing framing) {
  private static final String CONTENT_TYPE = "content-type";

  /** How a server learns where a body ends. */
  public enum Framing {
    LENGTH,
    CHUNKED
  }

  public Ask {
    headers = List.copyOf(headers);
  }

  /** Like the hosted service's client, which says JSON whether there is a body or not. */
  public static Ask of(String method, String path) {
    return new Ask(
        method, path, List.of(CONTENT_TYPE + ": application/json"), null, Framing.LENGTH);
  }

  public static Ask get(String path) {
    return of("GET", path);
  }

  public static Ask delete(String path) {
    return of("DELETE", path);
  }

  public static Ask post(String path, String json) {
    return of("POST", path).withBody(json);
  }

  /** {@return the bytes of a text in UTF-8, a character each} */
  public static String bytes(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  public Ask withKey(String key) {
    return withHeader("authorization", "Bearer " + key);
  }

  public Ask withHeader(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name + ": " + value);
    return new Ask(method, path, more, body, framing);
  }

  public Ask withBody(String text) {
    return withRawBody(bytes(text));
  }

  public Ask withRawBody(String bytes) {
    return new Ask(method, path, headers, bytes, framing);
  }

  public Ask withContentType(String type) {
    return withoutContentType().withHeader(CONTENT_TYPE, type);
  }

  public Ask withoutContentType() {
    List<String> others =
        headers.stream()
            .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(CONTENT_TYPE))
            .toList();
    return new Ask(method, path, others, body, framing);
  }

  public Ask chunked() {
    return new Ask(method, path, headers, body, Framing.CHUNKED);
  }

  /** {@return the path without the query} */
  public String barePath() {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  @Override
  public String toString() {
    return method + " " + path.substring(0, Math.min(path.length(), 160)); // no key
  }
}

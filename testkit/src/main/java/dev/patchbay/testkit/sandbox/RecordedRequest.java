package dev.patchbay.testkit.sandbox;

import com.sun.net.httpserver.HttpExchange;
import dev.patchbay.http.JsonView;
import dev.patchbay.spi.definition.BodyFormat;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it reached a service. Immutable; {@code toString} shows method, host and path only.
 */
public final class RecordedRequest {
  private final String method;
  private final URI url;
  private final Map<String, List<String>> headers;
  private final String body;
  private final FormFields query;
  private final FormFields form;

  private RecordedRequest(HttpExchange exchange, URI url) throws IOException {
    this.method = exchange.getRequestMethod();
    this.url = url;
    TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> copy.put(name, List.copyOf(values)));
    this.headers = Collections.unmodifiableMap(copy);
    this.body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    this.query = FormFields.parse(Objects.requireNonNullElse(url.getRawQuery(), ""));
    this.form = FormFields.parse(isOf(BodyFormat.FORM) ? body : "");
  }

  /** Reads a request; empty if no host stands where the sandbox has it. */
  static Optional<RecordedRequest> read(HttpExchange exchange) throws IOException {
    URI local = exchange.getRequestURI();
    String query = local.getRawQuery() == null ? "" : "?" + local.getRawQuery();
    try {
      URI url = new URI("https:/" + local.getRawPath() + query);
      return url.getRawAuthority() == null
          ? Optional.empty()
          : Optional.of(new RecordedRequest(exchange, url));
    } catch (URISyntaxException noHost) {
      return Optional.empty();
    }
  }

  /** {@return the HTTP method} */
  public String method() {
    return method;
  }

  /** {@return the URL at the real service, with the query} */
  public URI url() {
    return url;
  }

  /** {@return the headers, found by name in any case} */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /**
   * Finds a header.
   *
   * @param name the name, in any case
   * @return the first value; empty if there is none, or a blank one
   */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream()
        .findFirst()
        .filter(value -> !value.isBlank());
  }

  /** {@return the body as text; empty if there is none} */
  public String body() {
    return body;
  }

  /**
   * Finds a parameter of the URL.
   *
   * @param name its name
   * @return the value, decoded; empty if it is not there or has none
   */
  public Optional<String> queryParameter(String name) {
    return query.find(name);
  }

  /**
   * Finds a field of the body, whether form or JSON.
   *
   * @param name its name; in JSON a path with dots between
   * @return the value, decoded; empty if it is not there, has none or is no text
   */
  public Optional<String> bodyField(String name) {
    return isOf(BodyFormat.JSON)
        ? JsonView.parse(body.getBytes(StandardCharsets.UTF_8)).at(name).textOrNumber()
        : form.find(name);
  }

  /**
   * Says whether the body is of a format, by its {@code Content-Type}.
   *
   * @param format the format
   * @return whether it is
   */
  public boolean isOf(BodyFormat format) {
    String type =
        format == BodyFormat.JSON ? "application/json" : "application/x-www-form-urlencoded";
    return header("Content-Type")
        .filter(value -> value.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(type))
        .isPresent();
  }

  /**
   * Finds what follows a word in the {@code Authorization} header.
   *
   * @param scheme the word, in any case; empty for a header that is the credential alone
   * @return the credential; empty if it is not there
   */
  public Optional<String> authorization(String scheme) {
    String start = scheme.isEmpty() ? "" : scheme + " ";
    return header("Authorization")
        .filter(value -> value.regionMatches(true, 0, start, 0, start.length()))
        .map(value -> value.substring(start.length()));
  }

  /** Whether query and form can be read, and name no parameter twice. */
  boolean isWellFormed() {
    return query.isWellFormed() && form.isWellFormed();
  }

  @Override
  public String toString() {
    return "RecordedRequest[" + method + " " + url.getRawAuthority() + url.getRawPath() + "]";
  }
}

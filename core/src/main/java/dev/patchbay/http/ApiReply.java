package dev.patchbay.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A complete answer of a service. Immutable; {@code toString} shows the status only. */
public final class ApiReply {
  private final int status;
  private final TreeMap<String, List<String>> headers;
  private final byte[] body;

  private ApiReply(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> this.headers.put(name, List.copyOf(values)));
    this.body = body;
  }

  /**
   * Makes a reply, for tests of a provider's code.
   *
   * @param status the HTTP status
   * @param headers the headers by name
   * @param body the body; empty if there was none
   * @return the reply
   */
  public static ApiReply of(int status, Map<String, List<String>> headers, byte[] body) {
    return new ApiReply(status, headers, Objects.requireNonNull(body, "body").clone());
  }

  /** {@return the HTTP status} */
  public int status() {
    return status;
  }

  /** {@return whether the status is 200 to 299} */
  public boolean isSuccess() {
    return status >= 200 && status <= 299;
  }

  /**
   * Finds a header.
   *
   * @param name the name, in any case
   * @return the first value; empty if there is none
   */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** {@return the body as UTF-8 text} */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** {@return the body as JSON; a missing view if it is not JSON} */
  public JsonView json() {
    return JsonView.parse(body);
  }

  @Override
  public String toString() {
    return "ApiReply[status=" + status + "]";
  }
}

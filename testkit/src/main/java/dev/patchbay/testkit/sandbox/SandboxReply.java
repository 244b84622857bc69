package dev.patchbay.testkit.sandbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a service answers. Immutable. */
public final class SandboxReply {
  private static final int FOUND = 302;
  private static final String CONTENT_TYPE = "Content-Type";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private SandboxReply(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.body = body;
  }

  /**
   * Answers with a text.
   *
   * @param status the HTTP status
   * @param contentType its media type
   * @param body the text, sent in UTF-8
   * @return the reply
   */
  public static SandboxReply of(int status, String contentType, String body) {
    return empty(status)
        .withContentType(contentType)
        .withBody(body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Answers with JSON.
   *
   * @param status the HTTP status
   * @param json maps, lists, strings, numbers, booleans and nulls
   * @return the reply
   */
  public static SandboxReply json(int status, Object json) {
    return empty(status)
        .withContentType("application/json; charset=utf-8")
        .withBody(JsonText.write(json));
  }

  /**
   * Answers with a form.
   *
   * @param status the HTTP status
   * @param fields the fields in order
   * @return the reply
   */
  public static SandboxReply form(int status, Map<String, ?> fields) {
    return of(
        status, "application/x-www-form-urlencoded; charset=utf-8", FormFields.encode(fields));
  }

  /**
   * Answers without a body.
   *
   * @param status the HTTP status
   * @return the reply
   */
  public static SandboxReply empty(int status) {
    return new SandboxReply(status, Map.of(), new byte[0]);
  }

  /**
   * Sends the browser elsewhere.
   *
   * @param location where to
   * @return the reply, a 302
   */
  public static SandboxReply redirect(URI location) {
    return empty(FOUND).withHeader("Location", location.toString());
  }

  /**
   * Adds a header.
   *
   * @param name the name; of equal names the last counts
   * @param value the value
   * @return the changed copy
   */
  public SandboxReply withHeader(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.put(name, value);
    return new SandboxReply(status, changed, body);
  }

  /** {@return the HTTP status} */
  public int status() {
    return status;
  }

  /** {@return the headers in order} */
  public Map<String, String> headers() {
    return headers;
  }

  /** {@return a copy of the body; empty if there is none} */
  public byte[] body() {
    return body.clone();
  }

  SandboxReply withContentType(String contentType) {
    return withHeader(CONTENT_TYPE, contentType);
  }

  SandboxReply withBody(byte[] changed) {
    return new SandboxReply(status, headers, changed);
  }

  @Override
  public String toString() {
    return "SandboxReply[status=" + status + "]";
  }
}

package dev.patchbay.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request to a service. Immutable; {@code toString} shows method, host and path only.
 *
 * <pre>{@code
 * ApiRequest.builder("GET", URI.create("https://api.github.com/user"))
 *     .header("accept", "application/vnd.github+json")
 *     .build();
 * }</pre>
 */
public final class ApiRequest {
  // Recycled buffers would keep tokens in memory.
  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build());

  private final String method;
  private final URI uri;
  private final Map<String, String> headers;
  private final @Nullable String contentType;
  private final byte @Nullable [] body;
  private final @Nullable RequestBody stream;

  private ApiRequest(Builder builder) {
    this.method = builder.method;
    this.uri = builder.uri;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
    this.contentType = builder.contentType;
    this.body = builder.body;
    this.stream = builder.stream;
  }

  /**
   * Starts a builder.
   *
   * @param method the HTTP method
   * @param uri the absolute URL
   * @return a builder without headers and body
   */
  public static Builder builder(String method, URI uri) {
    return new Builder(method, uri);
  }

  /** {@return a builder that starts with the values of this request} */
  public Builder toBuilder() {
    Builder copy = new Builder(method, uri);
    copy.headers.putAll(headers);
    copy.contentType = contentType;
    copy.body = body;
    copy.stream = stream;
    return copy;
  }

  /** {@return the HTTP method} */
  public String method() {
    return method;
  }

  /** {@return the URL} */
  public URI uri() {
    return uri;
  }

  /** {@return the headers in order} */
  public Map<String, String> headers() {
    return headers;
  }

  /** {@return the media type of the body; empty if there is no body} */
  public Optional<String> contentType() {
    return Optional.ofNullable(contentType);
  }

  /** {@return a copy of the body; empty if there is none, or one that is streamed} */
  public Optional<byte[]> body() {
    return Optional.ofNullable(body).map(byte[]::clone);
  }

  /** {@return the body that is written while it is sent; empty if there is no such body} */
  public Optional<RequestBody> stream() {
    return Optional.ofNullable(stream);
  }

  @Override
  public String toString() {
    return "ApiRequest[" + method + " " + uri.getHost() + uri.getPath() + "]";
  }

  /** Builds an {@link ApiRequest}. Not thread-safe. */
  public static final class Builder {
    private final String method;
    private final URI uri;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable String contentType;
    private byte @Nullable [] body;
    private @Nullable RequestBody stream;

    private Builder(String method, URI uri) {
      this.method = Objects.requireNonNull(method, "method");
      this.uri = Objects.requireNonNull(uri, "uri");
    }

    /**
     * Sets a header; the last of equal names wins. Default: none.
     *
     * @param name the name
     * @param value the value, without line breaks
     * @return this builder
     */
    public Builder header(String name, String value) {
      headers.put(name, requireOneLine("header " + name, value));
      return this;
    }

    /**
     * Makes the body a form. Default: no body.
     *
     * @param fields the fields in order
     * @return this builder
     */
    public Builder form(Map<String, String> fields) {
      return bytes(
          "application/x-www-form-urlencoded",
          fields.entrySet().stream()
              .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
              .collect(Collectors.joining("&"))
              .getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Makes the body a JSON object. Default: no body.
     *
     * @param fields the fields in order; values are strings, numbers, booleans, lists and maps
     * @return this builder
     */
    public Builder json(Map<String, ?> fields) {
      try {
        return bytes("application/json", MAPPER.writeValueAsBytes(fields));
      } catch (JsonProcessingException foreign) {
        throw BadArgument.of(
            "json", "a value of another kind", "texts, numbers, booleans, lists and maps");
      }
    }

    /**
     * Makes the body some bytes. Default: no body.
     *
     * @param contentType their media type, such as {@code image/png}
     * @param content the bytes, which are copied
     * @return this builder
     */
    public Builder bytes(String contentType, byte[] content) {
      this.contentType = requireOneLine("contentType", contentType);
      this.body = content.clone();
      this.stream = null;
      return this;
    }

    /**
     * Makes the body one that is written while it is sent. Default: no body.
     *
     * @param contentType its media type, such as {@code application/octet-stream}
     * @param stream writes the body, each time that the request is sent
     * @return this builder
     */
    public Builder stream(String contentType, RequestBody stream) {
      this.contentType = requireOneLine("contentType", contentType);
      this.body = null;
      this.stream = Objects.requireNonNull(stream, "stream");
      return this;
    }

    /**
     * Builds the request.
     *
     * @return the immutable request
     */
    public ApiRequest build() {
      return new ApiRequest(this);
    }

    private static String requireOneLine(String field, String value) {
      if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
        throw BadArgument.of(field, "a line break in its value", "none");
      }
      return value;
    }

    private static String encode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }
}

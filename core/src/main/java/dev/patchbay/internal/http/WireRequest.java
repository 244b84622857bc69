package dev.patchbay.internal.http;

import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.RequestBody;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.URIAuthority;

/**
 * Turns a request into the one that goes over the wire, with every header: nothing is added later
 * but a streamed body. Throws IllegalArgumentException for what must not be sent.
 */
final class WireRequest {
  private static final Pattern METHOD = Pattern.compile("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS");
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");
  private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");

  /** Headers that frame the message or speak to the connection or a proxy. */
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private WireRequest() {}

  static HttpUriRequestBase of(ApiRequest request, String userAgent) {
    requireMethod(request.method());
    URI uri = URI.create(request.uri().toASCIIString());
    HttpUriRequestBase wire = new HttpUriRequestBase(request.method(), uri);
    wire.setAuthority(new URIAuthority(target(uri)));
    wire.setHeader(HttpHeaders.HOST, uri.getAuthority());
    wire.setHeader(HttpHeaders.ACCEPT, "application/json");
    wire.setHeader(HttpHeaders.USER_AGENT, userAgent);
    setBody(wire, request);
    request.headers().forEach((name, value) -> setHeader(wire, name, value));
    wire.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    wire.setHeader(HttpHeaders.CONNECTION, "close");
    return wire;
  }

  private static void requireMethod(String method) {
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException("The method must be one of " + METHOD);
    }
  }

  /** Names the host to connect to, if the URL is one that a secret may travel to. */
  private static HttpHost target(URI uri) {
    String host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("The URL must be absolute, with a host and no user info");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean loopback = LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    if (!scheme.equals("https") && !(scheme.equals("http") && loopback)) {
      throw new IllegalArgumentException(
          "The URL must be https, or http to a loopback address, but goes to '" + host + "'");
    }
    return new HttpHost(scheme, host.replaceAll("[\\[\\]]", ""), uri.getPort());
  }

  private static void setBody(HttpUriRequestBase wire, ApiRequest request) {
    byte[] body = request.body().orElse(null);
    if (body != null) {
      wire.setEntity(new ByteArrayEntity(body, null));
      wire.setHeader(HttpHeaders.CONTENT_LENGTH, body.length);
    } else if (request.stream().isPresent()) {
      setFraming(wire, request.stream().get());
    } else if (METHODS_WITH_BODY.contains(request.method())) {
      wire.setHeader(HttpHeaders.CONTENT_LENGTH, 0);
    }
    request.contentType().ifPresent(type -> wire.setHeader(HttpHeaders.CONTENT_TYPE, type));
  }

  private static void setFraming(HttpUriRequestBase wire, RequestBody body) {
    if (body.length().isPresent()) {
      wire.setHeader(HttpHeaders.CONTENT_LENGTH, body.length().getAsLong());
    } else {
      wire.setHeader(HttpHeaders.TRANSFER_ENCODING, "chunked");
    }
  }

  private static void setHeader(HttpUriRequestBase wire, String name, String value) {
    if (!NAME.matcher(name).matches() || OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("The header '" + name + "' cannot be set on a request");
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "The value of header '" + name + "' must be printable ASCII");
    }
    wire.setHeader(name, value);
  }
}

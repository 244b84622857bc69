package dev.patchbay.internal.http;

import dev.patchbay.http.ApiReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer whole, or refuses it. Never closes the body's stream: HttpCore would then read a
 * refused body to its end; closing the connection is the caller's.
 */
final class ReplyReader {
  private ReplyReader() {}

  static ApiReply read(ClassicHttpResponse response, HttpLimits limits) throws IOException {
    check(response, limits);
    return ApiReply.of(
        response.getCode(), headers(response), body(response.getEntity(), limits.maxBody()));
  }

  static void check(ClassicHttpResponse response, HttpLimits limits) throws RefusedReply {
    boolean redirects = response.getCode() >= 300 && response.getCode() <= 399;
    if (redirects && limits.redirects() == HttpLimits.Redirects.REFUSED) {
      throw new RefusedReply(HttpFailure.Kind.REDIRECTED);
    }
    if (isEncoded(response)) {
      throw new RefusedReply(HttpFailure.Kind.ENCODED);
    }
  }

  private static boolean isEncoded(ClassicHttpResponse response) {
    return Stream.of(response.getHeaders(HttpHeaders.CONTENT_ENCODING))
        .flatMap(header -> Stream.of(header.getValue().split(",", -1)))
        .map(String::strip)
        .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"));
  }

  static Map<String, List<String>> headers(ClassicHttpResponse response) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
    }
    return headers;
  }

  private static byte[] body(@Nullable HttpEntity entity, int maxBody) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    if (entity.getContentLength() > maxBody) {
      throw new RefusedReply(HttpFailure.Kind.TOO_LARGE);
    }
    byte[] body = entity.getContent().readNBytes(maxBody);
    if (body.length == maxBody && entity.getContent().read() >= 0) {
      throw new RefusedReply(HttpFailure.Kind.TOO_LARGE);
    }
    return body;
  }
}

package dev.patchbay.internal.http;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;

/** An answer whose body is read from the connection, bit by bit. For one thread, but for close. */
public final class HttpStream implements ApiStream {
  private static final int BLOCK = 8 * 1024;

  private final ApiReply head;
  private final Map<String, List<String>> headers;
  private final BufferedInputStream body;

  private HttpStream(int status, Map<String, List<String>> headers, InputStream body) {
    this.head = ApiReply.of(status, headers, new byte[0]);
    this.headers = headers;
    this.body = new BufferedInputStream(body, BLOCK);
  }

  static HttpStream of(Exchange exchange) throws IOException, HttpFailure {
    ClassicHttpResponse response = exchange.response();
    ReplyReader.check(response, exchange.limits());
    HttpEntity entity = response.getEntity();
    InputStream content = entity == null ? InputStream.nullInputStream() : entity.getContent();
    exchange.stopWaiting();
    return new HttpStream(
        response.getCode(), ReplyReader.headers(response), new StreamedBody(content, exchange));
  }

  /**
   * Looks ahead.
   *
   * @param maxBody how far
   * @return the answer, without its body if that is longer; what was read can be read again
   * @throws HttpFailure if the answer ends before its time
   */
  public ApiReply peek(int maxBody) throws HttpFailure {
    try {
      body.mark(maxBody + 1);
      byte[] start = body.readNBytes(maxBody + 1);
      body.reset();
      return start.length > maxBody ? head : ApiReply.of(head.status(), headers, start);
    } catch (IOException cause) {
      if (cause.getCause() instanceof HttpFailure failure) {
        throw failure;
      }
      throw new IllegalStateException("The stream was closed by another thread", cause);
    }
  }

  /** {@return the answer without its body} */
  public ApiReply head() {
    return head;
  }

  @Override
  public int status() {
    return head.status();
  }

  @Override
  public Optional<String> header(String name) {
    return head.header(name);
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException impossible) {
      throw new IllegalStateException("Letting go of a connection failed", impossible);
    }
  }

  @Override
  public String toString() {
    return "HttpStream[status=" + status() + "]";
  }
}

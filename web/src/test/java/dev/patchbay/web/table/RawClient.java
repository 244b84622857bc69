package dev.patchbay.web.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.web.raw.RawReply;
import dev.patchbay.web.table.Ask.Framing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** A client that sends what it is given and nothing else, one connection per request. */
public final class RawClient {
  private static final String END = "\r\n";
  private static final int PATIENCE_MILLIS = 20_000;

  private final URI base;

  public RawClient(URI base) {
    this.base = base;
  }

  public Answer send(Ask ask) {
    try (Exchange exchange = begin(ask)) {
      return exchange.answer();
    }
  }

  /** Sends a request whose answer is awaited later. */
  public Exchange begin(Ask ask) {
    try {
      Socket socket = new Socket(base.getHost(), base.getPort());
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request(ask).getBytes(ISO_8859_1));
      return new Exchange(socket, ask.method());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String request(Ask ask) {
    StringBuilder request = new StringBuilder(ask.method()).append(' ').append(base.getRawPath());
    request.append(ask.path()).append(" HTTP/1.1").append(END);
    request.append("host: ").append(base.getAuthority()).append(END);
    request.append("connection: close").append(END);
    ask.headers().forEach(line -> request.append(line).append(END));
    String body = ask.body();
    if (body == null) {
      return request.append(END).toString();
    }
    if (ask.framing() == Framing.LENGTH) {
      request.append("content-length: ").append(body.length()).append(END).append(END);
      return request.append(body).toString();
    }
    request.append("transfer-encoding: chunked").append(END).append(END);
    request.append(Integer.toHexString(body.length())).append(END).append(body).append(END);
    return request.append('0').append(END).append(END).toString();
  }

  /** A request that was sent. */
  public static final class Exchange implements AutoCloseable {
    private final Socket socket;
    private final String method;

    private Exchange(Socket socket, String method) {
      this.socket = socket;
      this.method = method;
    }

    /** {@return the answer, once it is complete and the server has hung up} */
    public Answer answer() {
      try {
        return parse(socket.getInputStream().readAllBytes(), method);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /** An answer of HTTP/0.9, to a line that is broken, is a body only; its status counts as 0. */
  private static Answer parse(byte[] bytes, String method) throws IOException {
    String text = new String(bytes, ISO_8859_1);
    if (!text.startsWith("HTTP/1.1 ")) {
      return new Answer(0, List.of(), text);
    }
    InputStream in = new ByteArrayInputStream(bytes);
    RawReply reply = RawReply.read(in, method);
    if (in.available() > 0) {
      throw new IOException(in.available() + " bytes came behind the answer");
    }
    String body = new String(reply.body().getBytes(ISO_8859_1), UTF_8);
    return new Answer(reply.status(), reply.fields(), body);
  }
}

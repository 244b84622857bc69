package dev.patchbay.web.raw;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client that sends bytes to a server and reads one answer to each request. It connects again
 * when the server has hung up. Not thread-safe.
 */
public final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final URI server;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  public RawConnection(URI server) {
    this.server = server;
  }

  /** {@return the answer; empty if the server hung up without one} */
  public Optional<RawReply> exchange(RawRequest request) throws IOException {
    boolean fresh = socket == null;
    Optional<RawReply> reply = attempt(request);
    // A connection that was kept may have been closed before the request came.
    return reply.isEmpty() && !fresh ? attempt(request) : reply;
  }

  private Optional<RawReply> attempt(RawRequest request) throws IOException {
    InputStream from = connect();
    try {
      send(request);
      RawReply reply = read(from, request.method());
      if (isLast(request, reply)) {
        close();
      }
      return Optional.of(reply);
    } catch (java.net.SocketTimeoutException silent) {
      throw new IOException("no answer to " + request, silent);
    } catch (IOException hungUp) {
      close();
      return Optional.empty();
    }
  }

  private InputStream connect() throws IOException {
    if (socket == null || in == null) {
      socket = new Socket(server.getHost(), server.getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    }
    return in;
  }

  private void send(RawRequest request) throws IOException {
    Socket to = java.util.Objects.requireNonNull(socket);
    try {
      to.getOutputStream().write(request.bytes());
      if (request.end() == RawRequest.End.CLOSE) {
        to.shutdownOutput();
      }
    } catch (IOException refusedEarly) {
      // The answer may be there all the same.
    }
  }

  private static boolean isLast(RawRequest request, RawReply reply) {
    String head = reply.head().toLowerCase(Locale.ROOT);
    return request.end() == RawRequest.End.CLOSE
        || head.contains("\nconnection: close")
        || (field(head, "content-length").isEmpty() && field(head, "transfer-encoding").isEmpty());
  }

  private static RawReply read(InputStream in, String method) throws IOException {
    String head = head(in);
    int status = Integer.parseInt(head.substring(9, 12));
    if (status == 100) {
      return read(in, method);
    }
    String lower = head.toLowerCase(Locale.ROOT);
    boolean bodiless = method.equals("HEAD") || status == 204 || status == 304;
    return new RawReply(status, head, bodiless ? "" : body(in, lower));
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("no head");
      }
      head.append((char) b);
    }
    return head.toString();
  }

  private static String body(InputStream in, String head) throws IOException {
    if (field(head, "transfer-encoding").filter("chunked"::equals).isPresent()) {
      return chunks(in);
    }
    Optional<String> length = field(head, "content-length");
    byte[] body =
        length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : in.readAllBytes();
    return new String(body, StandardCharsets.ISO_8859_1);
  }

  private static String chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = Integer.parseInt(line(in), 16);
    while (size > 0) {
      body.write(in.readNBytes(size));
      line(in);
      size = Integer.parseInt(line(in), 16);
    }
    line(in);
    return body.toString(StandardCharsets.ISO_8859_1);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int b = in.read();
    while (b != '\n' && b >= 0) {
      line.append((char) b);
      b = in.read();
    }
    return line.toString().strip();
  }

  private static Optional<String> field(String head, String name) {
    return head.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
    }
    socket = null;
    in = null;
  }
}

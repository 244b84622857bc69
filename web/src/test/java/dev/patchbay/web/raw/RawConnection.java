package dev.patchbay.web.raw;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
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
      RawReply reply = RawReply.read(from, request.method());
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
    return request.end() == RawRequest.End.CLOSE
        || reply.field("connection").filter("close"::equals).isPresent()
        || (reply.field("content-length").isEmpty() && reply.field("transfer-encoding").isEmpty());
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

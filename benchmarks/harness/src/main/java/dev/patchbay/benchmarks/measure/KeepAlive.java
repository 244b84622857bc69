package dev.patchbay.benchmarks.measure;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection to a server on loopback, on which one request comes after another: little enough
 * of a client that the server has the machine to itself. Not thread-safe.
 */
final class KeepAlive implements AutoCloseable {
  private static final int MAX_ANSWER = 64 * 1024;
  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *(\\d+)\r\n", Pattern.CASE_INSENSITIVE);

  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

  private final Socket socket;
  private final byte[] buffer = new byte[MAX_ANSWER];

  private KeepAlive(Socket socket) {
    this.socket = socket;
  }

  static KeepAlive open(URI server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
    socket.setTcpNoDelay(true);
    return new KeepAlive(socket);
  }

  /** Reads the whole answer; if it came in chunks, with their lengths. */
  Answer send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    InputStream in = socket.getInputStream();
    int filled = 0;
    int bodyAt = -1;
    while (bodyAt < 0) {
      filled += read(in, filled);
      bodyAt = bodyAt(filled);
    }
    String head = text(0, bodyAt);
    int length = length(head);
    while (length < 0 ? !endsLastChunk(filled) : filled < bodyAt + length) {
      filled += read(in, filled);
    }
    return new Answer(status(head), text(bodyAt, filled));
  }

  /** JSON has no line breaks of this kind. */
  private boolean endsLastChunk(int filled) {
    return text(filled - LAST_CHUNK.length(), filled).equals(LAST_CHUNK);
  }

  private int read(InputStream in, int filled) throws IOException {
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read <= 0) {
      throw new EOFException("The server closed the connection, or says too much.");
    }
    return read;
  }

  private int bodyAt(int filled) {
    for (int i = 3; i < filled; i++) {
      if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  /** {@return the length of the body; -1 if it comes in chunks} */
  private static int length(String head) {
    Matcher length = LENGTH.matcher(head);
    return length.find() ? Integer.parseInt(length.group(1)) : -1;
  }

  private static int status(String head) {
    return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
  }

  private String text(int begin, int end) {
    return new String(buffer, begin, end - begin, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** What a server says. */
  record Answer(int status, String body) {
    /** {@return the body, if it was answered with that status} */
    String body(int expected) {
      if (status != expected) {
        throw new IllegalStateException(
            "The server answered %d instead of %d: %s".formatted(status, expected, body));
      }
      return body;
    }
  }
}

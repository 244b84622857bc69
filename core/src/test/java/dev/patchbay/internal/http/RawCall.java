package dev.patchbay.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection to a {@link RawServer}, as its script sees it. */
public final class RawCall {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  private final Socket socket;
  private final CountDownLatch serverClosed;
  private final Consumer<String> onRequest;
  private final Runnable onByte;

  RawCall(Socket socket, CountDownLatch serverClosed, Consumer<String> onRequest, Runnable onByte) {
    this.socket = socket;
    this.serverClosed = serverClosed;
    this.onRequest = onRequest;
    this.onByte = onByte;
  }

  public Socket socket() {
    return socket;
  }

  /** Reads a whole request and counts it. */
  public String readRequest() throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    String head = "";
    while (!head.endsWith("\r\n\r\n")) {
      request.write(readByte());
      head = request.toString(StandardCharsets.ISO_8859_1);
    }
    Matcher length = LENGTH.matcher(head);
    for (int left = length.find() ? Integer.parseInt(length.group(1)) : 0; left > 0; left--) {
      request.write(readByte());
    }
    String text = request.toString(StandardCharsets.ISO_8859_1);
    onRequest.accept(text);
    return text;
  }

  private int readByte() throws IOException {
    int next = socket.getInputStream().read();
    if (next < 0) {
      throw new EOFException("The client closed within a request");
    }
    onByte.run();
    return next;
  }

  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Sends one byte at a time. */
  public void trickle(String text, Duration pause) throws IOException {
    for (byte next : text.getBytes(StandardCharsets.ISO_8859_1)) {
      send(new byte[] {next});
      pause(pause);
    }
  }

  /** Does nothing for a while, or until the server closes. */
  public void pause(Duration pause) throws IOException {
    try {
      if (serverClosed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new EOFException("The server closes");
      }
    } catch (InterruptedException closing) {
      throw new EOFException("The server closes");
    }
  }

  /** Says nothing more, but stays until the client leaves or the server closes. */
  public void stall() throws IOException {
    InputStream in = socket.getInputStream();
    while (in.read() >= 0) {
      onByte.run();
    }
  }

  /** Ends the connection with a TCP reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}

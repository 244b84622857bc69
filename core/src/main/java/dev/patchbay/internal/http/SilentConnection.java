package dev.patchbay.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * A connection that logs nothing, can be closed for good from any thread, and tells a whole message
 * from one that was cut off. HttpClient's own would log every byte.
 */
final class SilentConnection extends DefaultBHttpClientConnection
    implements ManagedHttpClientConnection {
  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxLineLength(16 * 1024).setMaxHeaderCount(100).build();

  private final PeerEnd peerEnd = new PeerEnd();
  private volatile boolean closed;

  SilentConnection() {
    // The parser does not take its limits from the connection.
    super(LIMITS, null, null, null, null, null, null, new DefaultHttpResponseParserFactory(LIMITS));
  }

  @Override
  public void bind(Socket socket) throws IOException {
    hold(new WatchedSocket(socket, peerEnd));
  }

  @Override
  public void bind(SSLSocket tls, Socket base) throws IOException {
    hold(new WatchedSocket(tls, base, peerEnd));
  }

  private void hold(SocketHolder socket) throws IOException {
    bind(socket);
    // Looked at after the socket can be seen, so that a close on another thread misses neither.
    if (closed) {
      super.close(CloseMode.IMMEDIATE);
      throw new ConnectionClosedException();
    }
  }

  @Override
  public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
    peerEnd.readsBytewise(Method.CONNECT.isSame(request.getMethod()));
    super.sendRequestHeader(request);
  }

  @Override
  public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
    ClassicHttpResponse response = super.receiveResponseHeader();
    // The parser takes a stream that ends between two header lines for a complete header.
    peerEnd.requireNotReached();
    return response;
  }

  @Override
  protected InputStream createContentInputStream(
      long length, SessionInputBuffer buffer, InputStream socket) {
    InputStream content = super.createContentInputStream(length, buffer, socket);
    return length == ContentLengthStrategy.CHUNKED ? new WholeChunks(content, peerEnd) : content;
  }

  @Override
  public void close() {
    close(CloseMode.GRACEFUL);
  }

  @Override
  public void close(CloseMode closeMode) {
    closed = true;
    SocketHolder socket = getSocketHolder();
    if (closeMode == CloseMode.GRACEFUL && socket != null) {
      hangUp(socket);
    }
    super.close(CloseMode.IMMEDIATE);
  }

  /** Says good-bye without waiting for an answer, as closing a TLS socket would. */
  private static void hangUp(SocketHolder socket) {
    try (Socket base = socket.getBaseSocket()) {
      if (socket.getSSLSocket() != null) {
        socket.getSSLSocket().shutdownOutput();
      }
      base.shutdownOutput();
    } catch (IOException alreadyGone) {
      // The connection is over either way.
    }
  }

  @Override
  public @Nullable Socket getSocket() {
    SocketHolder socket = getSocketHolder();
    return socket == null ? null : socket.getSocket();
  }

  @Override
  public void passivate() {
    throw new UnsupportedOperationException("No connection is kept");
  }

  @Override
  public void activate() {
    throw new UnsupportedOperationException("No connection is kept");
  }
}

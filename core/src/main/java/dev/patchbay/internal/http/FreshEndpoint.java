package dev.patchbay.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** One connection for one request, and the gate that the request passes before its first byte. */
final class FreshEndpoint extends ConnectionEndpoint {
  private final HttpRoute route;
  private final SilentConnection connection = new SilentConnection();

  FreshEndpoint(HttpRoute route) {
    this.route = route;
  }

  HttpRoute route() {
    return route;
  }

  SilentConnection connection() {
    return connection;
  }

  @Override
  public ClassicHttpResponse execute(
      String id, ClassicHttpRequest request, RequestExecutor executor, HttpContext context)
      throws IOException, HttpException {
    if (!Method.CONNECT.isSame(request.getMethod())) {
      requireProtected();
      Exchange.of(context).startSending();
    }
    return executor.execute(request, connection, context);
  }

  @SuppressWarnings("deprecation")
  @Override
  public ClassicHttpResponse execute(
      String id, ClassicHttpRequest request, HttpRequestExecutor executor, HttpContext context)
      throws IOException, HttpException {
    return execute(id, request, executor::execute, context);
  }

  /** Asks the socket itself, whatever happened to tunnel, upgrade and name lookup before. */
  private void requireProtected() throws IOException {
    boolean isProtected =
        route.isSecure() ? connection.getSSLSession() != null : isLoopback(connection);
    if (!isProtected) {
      throw new ConnectionClosedException("The connection is not the one that was asked for");
    }
  }

  private static boolean isLoopback(SilentConnection connection) {
    return connection.getRemoteAddress() instanceof InetSocketAddress remote
        && !remote.isUnresolved()
        && remote.getAddress().isLoopbackAddress();
  }

  @Override
  public boolean isConnected() {
    return connection.isOpen();
  }

  @Override
  public void setSocketTimeout(Timeout timeout) {
    connection.setSocketTimeout(timeout);
  }

  @Override
  public void close() {
    connection.close();
  }

  @Override
  public void close(CloseMode closeMode) {
    connection.close(closeMode);
  }
}

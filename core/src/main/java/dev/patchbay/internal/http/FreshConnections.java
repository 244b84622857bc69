package dev.patchbay.internal.http;

import dev.patchbay.http.HttpSettings;
import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes a new connection for every request and forgets it. A stale kept-alive connection could
 * swallow a code, and HttpClient's pools keep an entry for every host that was ever called.
 */
final class FreshConnections implements HttpClientConnectionManager {
  /** Reads wait without limit of their own: the deadline closes the socket beneath them. */
  private static final SocketConfig SOCKETS =
      SocketConfig.custom().setSoTimeout(Timeout.DISABLED).build();

  private final TlsSocketStrategy tls;
  private final AddressLookup lookup;
  private final Timeout connectTimeout;

  FreshConnections(HttpSettings settings) {
    this.tls = TlsRules.strategy(settings);
    this.lookup = new AddressLookup(settings);
    this.connectTimeout = Timeout.of(settings.connectTimeout());
  }

  @Override
  public LeaseRequest lease(
      String id, HttpRoute route, Timeout requestTimeout, @Nullable Object state) {
    return new LeaseRequest() {
      @Override
      public ConnectionEndpoint get(Timeout timeout) {
        return new FreshEndpoint(route);
      }

      @Override
      public boolean cancel() {
        return false;
      }
    };
  }

  @Override
  public void release(
      ConnectionEndpoint endpoint, @Nullable Object state, @Nullable TimeValue keepAlive) {
    endpoint.close(CloseMode.IMMEDIATE);
  }

  @Override
  public void connect(ConnectionEndpoint endpoint, @Nullable TimeValue timeout, HttpContext context)
      throws IOException {
    FreshEndpoint fresh = (FreshEndpoint) endpoint;
    HttpRoute route = fresh.route();
    HttpHost firstHop = route.getProxyHost() != null ? route.getProxyHost() : route.getTargetHost();
    operator(rule(route, context))
        .connect(
            fresh.connection(),
            firstHop,
            null,
            null,
            connectTimeout,
            SOCKETS,
            TlsConfig.DEFAULT,
            context);
  }

  /** A proxy is the operator's own, and resolves the names of services itself. */
  private static AddressRule rule(HttpRoute route, HttpContext context) {
    return route.getProxyHost() != null ? AddressRule.ANY : Exchange.of(context).addressRule();
  }

  private HttpClientConnectionOperator operator(AddressRule rule) {
    return new DefaultHttpClientConnectionOperator(
        // A bare new Socket() would ask the JVM's proxy selector for a SOCKS proxy.
        socksProxy -> new Socket(Proxy.NO_PROXY),
        null,
        lookup.within(rule),
        scheme -> scheme.equals("https") ? tls : null);
  }

  @Override
  public void upgrade(ConnectionEndpoint endpoint, HttpContext context) throws IOException {
    FreshEndpoint fresh = (FreshEndpoint) endpoint;
    operator(rule(fresh.route(), context))
        .upgrade(
            fresh.connection(), fresh.route().getTargetHost(), null, TlsConfig.DEFAULT, context);
  }

  @Override
  public void close() {
    close(CloseMode.GRACEFUL);
  }

  @Override
  public void close(CloseMode closeMode) {
    // Nothing is kept here: the engine ends the exchanges, and each ends its connection.
  }
}

package dev.patchbay.internal.http;

import dev.patchbay.http.HttpSettings;
import java.net.InetSocketAddress;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Makes an HttpClient that does nothing by itself, and asks the JVM for no setting. */
final class SingleShotClient {
  private SingleShotClient() {}

  static CloseableHttpClient create(HttpSettings settings) {
    return HttpClientBuilder.create()
        .setConnectionManager(new FreshConnections(settings))
        .setConnectionReuseStrategy((request, response, context) -> false)
        .setRoutePlanner(routes(settings))
        .setUserAgent(settings.userAgent())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setAuthenticationEnabled(false)
                .setRedirectsEnabled(false)
                .build())
        .setDefaultAuthSchemeRegistry(name -> null)
        .setDefaultCredentialsProvider((scope, context) -> null)
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableConnectionState()
        // The transport that this replaces logs the request's target, query included.
        .replaceExecInterceptor(ChainElement.MAIN_TRANSPORT.name(), new SilentTransport())
        .build();
  }

  private static HttpRoutePlanner routes(HttpSettings settings) {
    HttpHost proxy = settings.proxy().map(SingleShotClient::host).orElse(null);
    return new DefaultRoutePlanner(null) {
      @Override
      protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
        // Without TLS there is no tunnel, and the proxy would read along.
        return target.getSchemeName().equals("https") ? proxy : null;
      }
    };
  }

  private static HttpHost host(InetSocketAddress proxy) {
    return proxy.isUnresolved()
        ? new HttpHost("http", proxy.getHostString(), proxy.getPort())
        : new HttpHost("http", proxy.getAddress(), proxy.getHostString(), proxy.getPort());
  }
}

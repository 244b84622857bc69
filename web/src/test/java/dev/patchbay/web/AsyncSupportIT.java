package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.host.PendingSession;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/**
 * A servlet that was registered without asynchronous support says so before it takes a callback.
 */
class AsyncSupportIT {

  @Test
  void callbackIsRefusedAndItsSessionKept() throws Exception {
    try (Host host = Host.start(HostSettings.in(Container.JETTY))) {
      PendingSession session = PendingSession.begin(host);
      Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      ServletContextHandler context = new ServletContextHandler("/");
      IntegrationsServlet servlet =
          IntegrationsServlet.builder(host.integrations, key -> Optional.empty()).build();
      ServletHolder holder = new ServletHolder(servlet);
      holder.setAsyncSupported(false);
      context.addServlet(holder, "/*");
      server.setHandler(context);
      server.start();
      try {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        HttpResponse<String> page =
            host.client.send(
                HttpRequest.newBuilder(
                        URI.create(
                            "http://127.0.0.1:" + port + "/oauth/callback/acme?state=a&code=b"))
                    .build());

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("The application is not set up correctly");
        assertThat(host.service.count(Endpoint.TOKEN)).isZero();
      } finally {
        server.stop();
      }
      assertThat(session.finish().statusCode()).isEqualTo(200);
    }
  }
}

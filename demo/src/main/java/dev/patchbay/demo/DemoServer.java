package dev.patchbay.demo;

import dev.patchbay.web.IntegrationsServlet;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * Jetty on loopback, with the servlet below {@code /api/v1}. It is open before it is started, so
 * that its address is known to what the servlet is made of.
 */
final class DemoServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String MOUNT = "/api/v1";

  /** Requests that are being answered when the server stops may end. */
  private static final long STOP_MILLIS = 10_000;

  private final Server server;
  private final ServerConnector connector;

  private DemoServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /** Opens a port; 0 takes any free one. */
  static DemoServer open(int port) throws IOException {
    Server server = new Server();
    HttpConfiguration quiet = new HttpConfiguration();
    quiet.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(quiet));
    connector.setHost(HOST);
    connector.setPort(port);
    server.addConnector(connector);
    connector.open();
    return new DemoServer(server, connector);
  }

  /** {@return where the API is} */
  String url() {
    return "http://" + HOST + ":" + connector.getLocalPort() + MOUNT;
  }

  void start(IntegrationsServlet servlet) throws IOException {
    ServletContextHandler context = new ServletContextHandler("/");
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, MOUNT + "/*");
    server.setHandler(new GracefulHandler(context));
    server.setStopTimeout(STOP_MILLIS);
    try {
      server.start();
    } catch (Exception failure) {
      throw new IOException("Jetty did not start", failure);
    }
  }

  /** Waits until the server has stopped. */
  void join() throws InterruptedException {
    server.join();
  }

  /** Cuts off what has not ended in time. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception late) {
      System.err.println("Jetty cut requests off as it stopped: " + late.getClass().getName());
    } finally {
      connector.close();
    }
  }
}

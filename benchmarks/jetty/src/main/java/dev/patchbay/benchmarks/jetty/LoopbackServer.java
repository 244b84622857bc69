package dev.patchbay.benchmarks.jetty;

import jakarta.servlet.http.HttpServlet;
import java.io.OutputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** Jetty on loopback, as the demo sets it up. */
public final class LoopbackServer {
  private LoopbackServer() {}

  /** Prints the address, and serves until standard input ends. */
  public static void serve(HttpServlet servlet) throws Exception {
    Server server = new Server();
    HttpConfiguration quiet = new HttpConfiguration();
    quiet.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(quiet));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/*");
    server.setHandler(new GracefulHandler(context));
    server.start();
    System.out.println("http://127.0.0.1:" + connector.getLocalPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    server.stop();
  }
}

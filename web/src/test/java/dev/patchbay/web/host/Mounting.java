package dev.patchbay.web.host;

import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** How the servlet is mounted; the documents show it. */
final class Mounting {
  private Mounting() {}

  @SuppressWarnings("AddressSelection") // no name that is looked up
  static Server jetty(HttpServlet servlet, int port) throws Exception {
    // tag::jetty
    Server server = new Server(new InetSocketAddress("127.0.0.1", port));
    ServletContextHandler context = new ServletContextHandler("/app");
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/api/v1/*");
    server.setHandler(context);
    server.start();
    // end::jetty
    return server;
  }

  static Tomcat tomcat(HttpServlet servlet, int port) throws Exception {
    Path folder = Files.createTempDirectory("tomcat");
    // tag::tomcat
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    ErrorReportValve errors = new ErrorReportValve();
    errors.setShowReport(false); // else a malformed request is answered with a stack trace
    errors.setShowServerInfo(false);
    tomcat.getHost().getPipeline().addValve(errors);
    Context context = tomcat.addContext("/app", folder.toString());
    Wrapper wrapper = Tomcat.addServlet(context, "patchbay", servlet);
    wrapper.setAsyncSupported(true);
    context.addServletMapping("/api/v1/*", "patchbay");
    tomcat.start();
    // end::tomcat
    return tomcat;
  }
}

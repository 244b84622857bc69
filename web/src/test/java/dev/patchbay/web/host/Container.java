package dev.patchbay.web.host;

import jakarta.servlet.http.HttpServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The servlet containers that the servlet is tried in, on a free port of the loopback. */
public enum Container {
  JETTY {
    @Override
    Running start(HttpServlet servlet, int port) throws Exception {
      Server server = new Server();
      ServerConnector connector = new ServerConnector(server);
      connector.setHost(HOST);
      connector.setPort(port);
      server.addConnector(connector);
      ServletContextHandler context = new ServletContextHandler(CONTEXT);
      ServletHolder holder = new ServletHolder(servlet);
      holder.setAsyncSupported(true);
      context.addServlet(holder, MOUNT);
      server.setHandler(context);
      server.start();
      return server::stop;
    }
  },

  TOMCAT {
    @Override
    Running start(HttpServlet servlet, int port) throws Exception {
      Path folder = Files.createTempDirectory("tomcat");
      Tomcat tomcat = new Tomcat();
      tomcat.setBaseDir(folder.toString());
      tomcat.setPort(port);
      tomcat.getConnector().setProperty("address", HOST);
      Context context = tomcat.addContext(CONTEXT, folder.toString());
      Wrapper wrapper = Tomcat.addServlet(context, "patchbay", servlet);
      wrapper.setAsyncSupported(true);
      context.addServletMappingDecoded(MOUNT, "patchbay");
      tomcat.start();
      return () -> stop(tomcat);
    }

    private void stop(Tomcat tomcat) throws LifecycleException {
      tomcat.stop();
      tomcat.destroy();
    }
  };

  private static final String HOST = "127.0.0.1";
  private static final String CONTEXT = "/app";
  private static final String MOUNT = "/api/v1/*";

  /** Starts the container with the servlet below {@code /app/api/v1}. */
  abstract Running start(HttpServlet servlet, int port) throws Exception;

  /** {@return where the servlet is mounted, on a port} */
  static String base(int port) {
    return "http://" + HOST + ":" + port + CONTEXT + "/api/v1";
  }

  /** Stops a container. */
  @FunctionalInterface
  interface Running {
    void stop() throws Exception;
  }
}

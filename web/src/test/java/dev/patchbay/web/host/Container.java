package dev.patchbay.web.host;

import jakarta.servlet.http.HttpServlet;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;

/** The servlet containers that the servlet is tried in, on a port of the loopback. */
public enum Container {
  JETTY {
    @Override
    Running start(HttpServlet servlet, int port) throws Exception {
      Server server = Mounting.jetty(servlet, port);
      return server::stop;
    }
  },

  TOMCAT {
    @Override
    Running start(HttpServlet servlet, int port) throws Exception {
      Tomcat tomcat = Mounting.tomcat(servlet, port);
      return () -> {
        tomcat.stop();
        tomcat.destroy();
      };
    }
  };

  /** Starts the container with the servlet below {@code /app/api/v1}. */
  abstract Running start(HttpServlet servlet, int port) throws Exception;

  /** {@return where the servlet is mounted, on a port} */
  static String base(int port) {
    return "http://127.0.0.1:" + port + "/app/api/v1";
  }

  /** Stops a container. */
  @FunctionalInterface
  interface Running {
    void stop() throws Exception;
  }
}

package dev.patchbay.web;

import dev.patchbay.Integrations;
import dev.patchbay.web.internal.Api;
import dev.patchbay.web.spi.KeySource;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Objects;

/**
 * The REST API for sessions and connections, and the callback route, as one servlet. Map it to a
 * path with {@code /*} behind it, and register it, and every filter before it, with asynchronous
 * support. The host makes and closes the {@link Integrations}. Thread-safe.
 *
 * <pre>{@code
 * IntegrationsServlet servlet =
 *     IntegrationsServlet.builder(integrations, HashedKeys.file(Path.of("/etc/app/keys"))).build();
 * ServletHolder holder = new ServletHolder(servlet);
 * holder.setAsyncSupported(true);
 * context.addServlet(holder, "/api/v1/*");
 * }</pre>
 *
 * <p>The callback URL of the registry then is the servlet's own path and {@code /oauth/callback}.
 */
public final class IntegrationsServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Api api;

  IntegrationsServlet(Api api) {
    this.api = api;
  }

  /**
   * Starts to configure a servlet.
   *
   * @param integrations the registry that the API is about
   * @param keys who may use the API
   * @return a builder with every other property at its default
   */
  public static IntegrationsServletBuilder builder(Integrations integrations, KeySource keys) {
    return new IntegrationsServletBuilder(
        Objects.requireNonNull(integrations, "integrations"), Objects.requireNonNull(keys, "keys"));
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    api.serve(request, response);
  }

  @Override
  public String getServletInfo() {
    return "Patchbay's REST API and callback";
  }
}

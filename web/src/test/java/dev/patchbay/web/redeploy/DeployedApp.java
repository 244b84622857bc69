package dev.patchbay.web.redeploy;

import dev.patchbay.Integrations;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.web.IntegrationsServlet;
import dev.patchbay.web.keys.HashedKeys;
import dev.patchbay.web.spi.Principal;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import org.jspecify.annotations.Nullable;

/** The application; every deployment has a class of this name of its own. */
public final class DeployedApp implements ServletContextListener {
  static final String KEY = "org_fake-key-of-a-web-application";
  static final String SANDBOX = "sandbox";
  static final String CLIENT_ID = "client-id";
  static final String CLIENT_SECRET = "client-secret";
  static final String CALLBACK = "callback";

  private @Nullable Integrations integrations;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Integrations integrations = integrations(event.getServletContext());
    HashedKeys keys = HashedKeys.of(Secret.of(KEY), Principal.organisation());
    // tag::war
    ServletRegistration.Dynamic servlet =
        event
            .getServletContext()
            .addServlet("patchbay", IntegrationsServlet.builder(integrations, keys).build());
    servlet.setAsyncSupported(true);
    servlet.addMapping("/api/v1/*");
    // end::war
    this.integrations = integrations;
  }

  private static Integrations integrations(ServletContext context) {
    Secret secret = Secret.of(context.getInitParameter(CLIENT_SECRET));
    return Integrations.builder()
        .withoutDiscovery()
        .unsafeAllowLoopbackHttp()
        .provider(new LocatedProvider(context.getInitParameter(SANDBOX)))
        .client(
            "acme",
            OAuthClient.builder(context.getInitParameter(CLIENT_ID)).clientSecret(secret).build())
        .callbackUrl(context.getInitParameter(CALLBACK))
        .build();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (integrations != null) {
      integrations.close();
    }
  }
}

package dev.patchbay.web.redeploy;

import dev.patchbay.Integrations;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.web.IntegrationsServlet;
import dev.patchbay.web.host.AcmeProvider;
import dev.patchbay.web.keys.HashedKeys;
import dev.patchbay.web.spi.Principal;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import org.jspecify.annotations.Nullable;

/** The application; every deployment has a class of this name of its own. */
public final class DeployedApp implements ServletContextListener {
  static final String KEY = "org_fake-key-of-a-web-application";

  private @Nullable Integrations integrations;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Integrations integrations =
        Integrations.builder()
            .withoutDiscovery()
            .provider(new AcmeProvider("acme", "Acme"))
            .client("acme", OAuthClient.builder("fake").clientSecret(Secret.of("fake")).build())
            .callbackUrl("https://host.example/api/v1/oauth/callback")
            .build();
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

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (integrations != null) {
      integrations.close();
    }
  }
}

package dev.patchbay.web.redeploy;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.web.host.AcmeProvider;

/**
 * The service, in a sandbox that is no part of the application.
 *
 * @param sandbox where the sandbox is
 */
record LocatedProvider(String sandbox) implements IntegrationProvider {
  static final AcmeProvider REAL = new AcmeProvider("acme", "Acme");

  @Override
  public IntegrationDefinition definition() {
    return REAL.definition().withUrls(url -> url.replace("https://", sandbox + "/"));
  }
}

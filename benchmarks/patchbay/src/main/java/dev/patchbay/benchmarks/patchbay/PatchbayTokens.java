package dev.patchbay.benchmarks.patchbay;

import dev.patchbay.Integrations;

/** Connections to a service whose access tokens live on when they are refreshed. */
public final class PatchbayTokens extends KeptTokens {
  /** Made by name. */
  public PatchbayTokens() {
    super(
        Integrations.builder()
            .withoutDiscovery()
            .provider(new AcmeProvider("https://service.example/token"))
            .client(AcmeProvider.TYPE, Registered.CLIENT)
            .callbackUrl(Registered.CALLBACK_URL)
            .build(),
        AcmeProvider.TYPE);
  }
}

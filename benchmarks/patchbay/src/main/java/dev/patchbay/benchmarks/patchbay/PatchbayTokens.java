package dev.patchbay.benchmarks.patchbay;

import dev.patchbay.Integrations;
import dev.patchbay.benchmarks.contest.TokenKeeper;

/** Connections to a service whose access tokens live on when they are refreshed. */
public final class PatchbayTokens implements TokenKeeper {
  private final KeptTokens kept =
      new KeptTokens(
          Integrations.builder()
              .withoutDiscovery()
              .provider(new AcmeProvider("https://service.example/token"))
              .client(AcmeProvider.TYPE, Registered.CLIENT)
              .callbackUrl(Registered.CALLBACK_URL)
              .build(),
          AcmeProvider.TYPE);

  /** Made by name. */
  public PatchbayTokens() {}

  @Override
  public void fill(String[] users) {
    kept.fill(users);
  }

  @Override
  public String read(int connection) {
    return kept.read(connection);
  }

  @Override
  public void close() {
    kept.close();
  }
}

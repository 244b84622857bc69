package dev.patchbay.benchmarks.patchbay;

import dev.patchbay.Integrations;

/**
 * Connections to GitHub, where a refresh ends the old access token at once: such a token is not
 * served from memory, because another node may have refreshed it.
 */
public final class PatchbayGitHubTokens extends KeptTokens {
  private static final String TYPE = "github";

  /** Made by name. */
  public PatchbayGitHubTokens() {
    super(
        Integrations.builder()
            .client(TYPE, Registered.CLIENT)
            .callbackUrl(Registered.CALLBACK_URL)
            .build(),
        TYPE);
  }
}

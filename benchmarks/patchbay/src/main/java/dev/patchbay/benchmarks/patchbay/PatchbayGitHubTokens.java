package dev.patchbay.benchmarks.patchbay;

import dev.patchbay.Integrations;
import dev.patchbay.benchmarks.contest.TokenKeeper;

/**
 * Connections to GitHub, where a refresh ends the old access token at once: such a token is not
 * served from memory, because another node may have refreshed it.
 */
public final class PatchbayGitHubTokens implements TokenKeeper {
  private static final String TYPE = "github";

  private final KeptTokens kept =
      new KeptTokens(
          Integrations.builder()
              .client(TYPE, Registered.CLIENT)
              .callbackUrl(Registered.CALLBACK_URL)
              .build(),
          TYPE);

  /** Made by name. */
  public PatchbayGitHubTokens() {}

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

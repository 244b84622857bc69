package dev.patchbay.benchmarks.googleoauth;

import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.TokenKeeper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** google-oauth-client's flow over its store in memory, which keeps credentials serialised. */
public final class GoogleTokens implements TokenKeeper {
  private final StoredTokens tokens;
  private String[] users = {};

  /** Makes it, empty. */
  public GoogleTokens() {
    try {
      tokens = new StoredTokens(Sample.TOKEN_URL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void fill(String[] given) {
    users = given;
    try {
      for (int i = 0; i < users.length; i++) {
        tokens.keep(
            users[i],
            StoredTokens.response(Sample.accessToken(i), Sample.refreshToken(i))
                .setExpiresInSeconds(Sample.LIFE_SECONDS));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String read(int connection) {
    try {
      return tokens.read(users[connection]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

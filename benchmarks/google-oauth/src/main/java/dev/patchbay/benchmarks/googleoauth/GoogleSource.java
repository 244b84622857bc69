package dev.patchbay.benchmarks.googleoauth;

import dev.patchbay.benchmarks.contest.ExpiredGrant;
import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.TokenSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** google-oauth-client's flow; each caller loads a credential of its own, as its servlets do. */
public final class GoogleSource implements TokenSource {
  private static final String USER = Sample.user(0);

  private volatile @Nullable StoredTokens tokens;

  @Override
  public void open(ExpiredGrant grant) {
    try {
      StoredTokens opened = new StoredTokens(grant.tokenEndpoint().toString());
      opened.keep(
          USER,
          StoredTokens.response(grant.accessToken(), grant.refreshToken())
              .setExpiresInSeconds(-60L));
      tokens = opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String token() throws IOException {
    return Objects.requireNonNull(tokens).read(USER);
  }
}

package dev.patchbay.benchmarks.googleauth;

import com.google.auth.oauth2.UserCredentials;
import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.TokenKeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** google-auth keeps the token of one user; the users are in a map of the host's. */
public final class GoogleAuthTokens implements TokenKeeper {
  private final SampleCredentials credentials = new SampleCredentials(URI.create(Sample.TOKEN_URL));
  private final Map<String, UserCredentials> kept = new ConcurrentHashMap<>();
  private String[] users = {};

  @Override
  public void fill(String[] given) {
    users = given;
    for (int i = 0; i < users.length; i++) {
      Instant end = Instant.now().plusSeconds(Sample.LIFE_SECONDS);
      kept.put(users[i], credentials.of(Sample.accessToken(i), Sample.refreshToken(i), end));
    }
  }

  @Override
  public String read(int connection) {
    UserCredentials user = Objects.requireNonNull(kept.get(users[connection]));
    try {
      return SampleCredentials.read(user);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

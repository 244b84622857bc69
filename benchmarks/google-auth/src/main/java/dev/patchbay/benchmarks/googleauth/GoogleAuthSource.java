package dev.patchbay.benchmarks.googleauth;

import com.google.auth.oauth2.UserCredentials;
import dev.patchbay.benchmarks.contest.ExpiredGrant;
import dev.patchbay.benchmarks.contest.TokenSource;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One credential of google-auth's, shared by all callers. */
public final class GoogleAuthSource implements TokenSource {
  private volatile @Nullable UserCredentials user;

  @Override
  public void open(ExpiredGrant grant) {
    user =
        new SampleCredentials(grant.tokenEndpoint())
            .of(grant.accessToken(), grant.refreshToken(), Instant.now().minusSeconds(60));
  }

  @Override
  public String token() throws IOException {
    return SampleCredentials.read(Objects.requireNonNull(user));
  }
}

package dev.patchbay.benchmarks.googleauth;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.UserCredentials;
import dev.patchbay.benchmarks.contest.Sample;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Objects;

/** Makes credentials of the sample application; they share one transport. */
final class SampleCredentials {
  private final HttpTransport transport = new NetHttpTransport();
  private final HttpTransportFactory transports = () -> transport;
  private final URI tokenUrl;

  SampleCredentials(URI tokenUrl) {
    this.tokenUrl = tokenUrl;
  }

  UserCredentials of(String accessToken, String refreshToken, Instant end) {
    return UserCredentials.newBuilder()
        .setClientId(Sample.CLIENT_ID)
        .setClientSecret(Sample.CLIENT_SECRET)
        .setTokenServerUri(tokenUrl)
        .setHttpTransportFactory(transports)
        .setRefreshToken(refreshToken)
        .setAccessToken(accessToken(accessToken, end))
        .build();
  }

  @SuppressWarnings("JavaUtilDate") // The library's own type.
  private static AccessToken accessToken(String value, Instant end) {
    return AccessToken.newBuilder()
        .setTokenValue(value)
        .setExpirationTime(Date.from(end))
        .setScopes(new ArrayList<>(Sample.SCOPES))
        .build();
  }

  /** {@return the access token, as a request of the host's would carry it} */
  static String read(UserCredentials user) throws IOException {
    user.refreshIfExpired();
    return Objects.requireNonNull(user.getAccessToken()).getTokenValue();
  }
}

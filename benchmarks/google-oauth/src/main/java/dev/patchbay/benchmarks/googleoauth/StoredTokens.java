package dev.patchbay.benchmarks.googleoauth;

import com.google.api.client.auth.oauth2.AuthorizationCodeFlow;
import com.google.api.client.auth.oauth2.Credential;
import com.google.api.client.auth.oauth2.TokenResponse;
import com.google.api.client.util.store.MemoryDataStoreFactory;
import dev.patchbay.benchmarks.contest.Sample;
import java.io.IOException;
import java.util.Objects;

/** Credentials in a flow's store in memory, loaded for each use as the library's servlets do. */
final class StoredTokens {
  /** As {@code Credential.intercept} looks at the end before a request. */
  private static final long MARGIN_SECONDS = 60;

  private final AuthorizationCodeFlow flow;

  StoredTokens(String tokenUrl) throws IOException {
    flow =
        new SampleFlow(tokenUrl)
            .builder()
            .setDataStoreFactory(new MemoryDataStoreFactory())
            .build();
  }

  void keep(String user, TokenResponse response) throws IOException {
    flow.createAndStoreCredential(response.setTokenType("bearer"), user);
  }

  String read(String user) throws IOException {
    Credential credential = Objects.requireNonNull(flow.loadCredential(user), user);
    if (isAtItsEnd(credential) && !credential.refreshToken()) {
      throw new IOException("The token of '" + user + "' was not refreshed.");
    }
    return credential.getAccessToken();
  }

  private static boolean isAtItsEnd(Credential credential) {
    Long seconds = credential.getExpiresInSeconds();
    return credential.getAccessToken() == null || (seconds != null && seconds <= MARGIN_SECONDS);
  }

  static TokenResponse response(String accessToken, String refreshToken) {
    return new TokenResponse()
        .setAccessToken(accessToken)
        .setRefreshToken(refreshToken)
        .setScope(String.join(" ", Sample.SCOPES));
  }
}

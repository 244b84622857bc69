package dev.patchbay.benchmarks.contest;

import java.util.List;
import java.util.stream.IntStream;

/** The same application and the same tokens for every contestant. */
public final class Sample {
  public static final String AUTHORIZE_URL = "https://github.com/login/oauth/authorize";
  public static final String TOKEN_URL = "https://github.com/login/oauth/access_token";
  public static final String REDIRECT_URI = "https://host.example/oauth/callback/github";
  public static final String CLIENT_ID = "fake-client";
  public static final String CLIENT_SECRET = "fake-secret";
  public static final List<String> SCOPES = List.of("read:user", "repo");
  public static final long LIFE_SECONDS = 8 * 3600;

  private Sample() {}

  /** {@return the access token of a connection, 40 characters, as GitHub's are} */
  public static String accessToken(int connection) {
    return "fake-at-%032d".formatted(connection);
  }

  /** {@return the refresh token of a connection, 80 characters} */
  public static String refreshToken(int connection) {
    return "fake-rt-%072d".formatted(connection);
  }

  /** {@return the names of the first users, who have one connection each} */
  public static String[] users(int count) {
    return IntStream.range(0, count).mapToObj(Sample::user).toArray(String[]::new);
  }

  /** {@return the name of a user} */
  public static String user(int connection) {
    return "user-" + connection;
  }
}

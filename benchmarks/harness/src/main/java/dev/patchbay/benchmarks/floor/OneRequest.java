package dev.patchbay.benchmarks.floor;

import dev.patchbay.benchmarks.contest.ExpiredGrant;
import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.TokenSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** One refresh request, whose answer is not even parsed but for the token. */
public final class OneRequest implements TokenSource {
  private static final String BEFORE = "\"access_token\":\"";

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpRequest request = HttpRequest.newBuilder(URI.create("http://unused")).build();

  /** Made by name. */
  public OneRequest() {}

  @Override
  public void open(ExpiredGrant grant) {
    request =
        HttpRequest.newBuilder(grant.tokenEndpoint())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "grant_type=refresh_token&client_id=%s&client_secret=%s&refresh_token=%s"
                        .formatted(Sample.CLIENT_ID, Sample.CLIENT_SECRET, grant.refreshToken())))
            .build();
  }

  @Override
  public String token() throws Exception {
    String body = client.send(request, BodyHandlers.ofString()).body();
    int begin = body.indexOf(BEFORE) + BEFORE.length();
    return body.substring(begin, body.indexOf('"', begin));
  }
}

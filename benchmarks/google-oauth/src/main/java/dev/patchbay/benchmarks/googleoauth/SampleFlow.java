package dev.patchbay.benchmarks.googleoauth;

import com.google.api.client.auth.oauth2.AuthorizationCodeFlow;
import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.JsonFactory;
import com.google.api.client.json.gson.GsonFactory;
import dev.patchbay.benchmarks.contest.Sample;

/** The sample application as a flow; what can be shared between flows is made once. */
final class SampleFlow {
  private final HttpTransport transport = new NetHttpTransport();
  private final JsonFactory json = GsonFactory.getDefaultInstance();
  private final HttpExecuteInterceptor authentication =
      new ClientParametersAuthentication(Sample.CLIENT_ID, Sample.CLIENT_SECRET);
  private final GenericUrl tokenUrl;

  SampleFlow(String tokenUrl) {
    this.tokenUrl = new GenericUrl(tokenUrl);
  }

  AuthorizationCodeFlow.Builder builder() {
    return new AuthorizationCodeFlow.Builder(
            BearerToken.authorizationHeaderAccessMethod(),
            transport,
            json,
            tokenUrl,
            authentication,
            Sample.CLIENT_ID,
            Sample.AUTHORIZE_URL)
        .setScopes(Sample.SCOPES);
  }
}

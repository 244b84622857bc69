package dev.patchbay.benchmarks.nimbus;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.SessionMaker;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Nimbus makes the parts and the request; the verifier is kept by its state. */
public final class NimbusSessions implements SessionMaker {
  private final URI endpoint = URI.create(Sample.AUTHORIZE_URL);
  private final URI redirect = URI.create(Sample.REDIRECT_URI);
  private final ClientID client = new ClientID(Sample.CLIENT_ID);
  private final Scope scope = new Scope(Sample.SCOPES.toArray(String[]::new));
  private final Map<State, CodeVerifier> sessions = new ConcurrentHashMap<>();

  @Override
  public String create(int user) {
    State state = new State();
    CodeVerifier verifier = new CodeVerifier();
    String url =
        new AuthorizationRequest.Builder(ResponseType.CODE, client)
            .endpointURI(endpoint)
            .redirectionURI(redirect)
            .scope(scope)
            .state(state)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build()
            .toURI()
            .toString();
    sessions.put(state, verifier);
    return url;
  }

  @Override
  public boolean keeps(String state) {
    return sessions.containsKey(new State(state));
  }
}

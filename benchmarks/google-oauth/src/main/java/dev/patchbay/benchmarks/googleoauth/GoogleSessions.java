package dev.patchbay.benchmarks.googleoauth;

import com.google.api.client.auth.oauth2.AuthorizationCodeFlow;
import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.SessionMaker;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * google-oauth-client has one verifier for a flow, which it shows to nobody: so each session is a
 * flow, kept by its state.
 */
public final class GoogleSessions implements SessionMaker {
  /** As in Google's guide to OpenID Connect. */
  private static final int STATE_BITS = 130;

  private static final int STATE_RADIX = 32;

  private final SampleFlow flows = new SampleFlow(Sample.TOKEN_URL);
  private final SecureRandom random = new SecureRandom();
  private final Map<String, AuthorizationCodeFlow> sessions = new ConcurrentHashMap<>();

  @Override
  public String create(int user) {
    AuthorizationCodeFlow flow = flows.builder().enablePKCE().build();
    String state = new BigInteger(STATE_BITS, random).toString(STATE_RADIX);
    String url =
        flow.newAuthorizationUrl().setState(state).setRedirectUri(Sample.REDIRECT_URI).build();
    sessions.put(state, flow);
    return url;
  }

  @Override
  public boolean keeps(String state) {
    return sessions.containsKey(state);
  }
}

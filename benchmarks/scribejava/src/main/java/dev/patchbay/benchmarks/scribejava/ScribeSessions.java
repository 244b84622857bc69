package dev.patchbay.benchmarks.scribejava;

import com.github.scribejava.core.builder.ServiceBuilder;
import com.github.scribejava.core.oauth.AuthorizationUrlBuilder;
import com.github.scribejava.core.oauth.OAuth20Service;
import com.github.scribejava.core.pkce.PKCE;
import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.SessionMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** ScribeJava leaves the state to its user; here it is as long as its verifier. */
public final class ScribeSessions implements SessionMaker {
  private static final int STATE_BYTES = 32;

  private final OAuth20Service service =
      new ServiceBuilder(Sample.CLIENT_ID)
          .apiSecret(Sample.CLIENT_SECRET)
          .callback(Sample.REDIRECT_URI)
          .defaultScope(String.join(" ", Sample.SCOPES))
          .build(new SampleApi());
  private final SecureRandom random = new SecureRandom();
  private final Map<String, PKCE> sessions = new ConcurrentHashMap<>();

  @Override
  public String create(int user) {
    String state = state();
    AuthorizationUrlBuilder builder =
        service.createAuthorizationUrlBuilder().state(state).initPKCE();
    String url = builder.build();
    sessions.put(state, builder.getPkce());
    return url;
  }

  private String state() {
    byte[] bytes = new byte[STATE_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public boolean keeps(String state) {
    PKCE pkce = sessions.get(state);
    return pkce != null && pkce.getCodeVerifier() != null;
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.patchbay.benchmarks.spring;

import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.SessionMaker;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;

/** Spring Security's resolver of authorisation requests; they are kept whole, as it keeps them. */
public final class SpringSessions implements SessionMaker {
  private final DefaultOAuth2AuthorizationRequestResolver resolver =
      new DefaultOAuth2AuthorizationRequestResolver(
          SampleRegistration.repository(Sample.TOKEN_URL));
  private final HostRequest request = new HostRequest();
  private final Map<String, OAuth2AuthorizationRequest> sessions = new ConcurrentHashMap<>();

  @Override
  public String create(int user) {
    OAuth2AuthorizationRequest session =
        Objects.requireNonNull(resolver.resolve(request, SampleRegistration.ID));
    sessions.put(Objects.requireNonNull(session.getState()), session);
    return session.getAuthorizationRequestUri();
  }

  @Override
  public boolean keeps(String state) {
    OAuth2AuthorizationRequest session = sessions.get(state);
    return session != null && session.getAttribute(PkceParameterNames.CODE_VERIFIER) != null;
  }
}

package dev.patchbay.benchmarks.spring;

import dev.patchbay.benchmarks.contest.Sample;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** The sample application, registered with Spring Security. */
public final class SampleRegistration {
  static final String ID = "github";

  private SampleRegistration() {}

  /** PKCE is the standard of Spring Security 7, so nothing here asks for it. */
  static ClientRegistration at(String tokenUrl) {
    return ClientRegistration.withRegistrationId(ID)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .clientId(Sample.CLIENT_ID)
        .clientSecret(Sample.CLIENT_SECRET)
        .redirectUri(Sample.REDIRECT_URI)
        .scope(Sample.SCOPES)
        .authorizationUri(Sample.AUTHORIZE_URL)
        .tokenUri(tokenUrl)
        .build();
  }

  /**
   * Registers it.
   *
   * @param tokenUrl its token endpoint
   * @return a repository with it alone
   */
  public static ClientRegistrationRepository repository(String tokenUrl) {
    return new InMemoryClientRegistrationRepository(at(tokenUrl));
  }
}

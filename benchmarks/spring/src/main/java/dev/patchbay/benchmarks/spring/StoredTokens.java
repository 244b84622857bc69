package dev.patchbay.benchmarks.spring;

import dev.patchbay.benchmarks.contest.ExpiredGrant;
import dev.patchbay.benchmarks.contest.Sample;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** Authorised clients in a service of Spring Security's, behind its manager for background work. */
public final class StoredTokens {
  private final ClientRegistration registration;
  private final OAuth2AuthorizedClientService service;
  private final OAuth2AuthorizedClientManager manager;
  private String[] users = {};

  /**
   * Makes it, empty.
   *
   * @param registrations the sample's registration
   * @param service where authorised clients are kept
   */
  public StoredTokens(
      ClientRegistrationRepository registrations, OAuth2AuthorizedClientService service) {
    this.registration =
        Objects.requireNonNull(registrations.findByRegistrationId(SampleRegistration.ID));
    this.service = service;
    this.manager = manager(registrations, service);
  }

  private static OAuth2AuthorizedClientManager manager(
      ClientRegistrationRepository registrations, OAuth2AuthorizedClientService service) {
    AuthorizedClientServiceOAuth2AuthorizedClientManager manager =
        new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, service);
    manager.setAuthorizedClientProvider(
        OAuth2AuthorizedClientProviderBuilder.builder().refreshToken().build());
    return manager;
  }

  /**
   * Keeps a valid token for each user.
   *
   * @param given the users
   */
  public void fill(String[] given) {
    users = given;
    for (int i = 0; i < users.length; i++) {
      Instant end = Instant.now().plusSeconds(Sample.LIFE_SECONDS);
      keep(users[i], accessToken(Sample.accessToken(i), end), Sample.refreshToken(i));
    }
  }

  /**
   * Keeps the grant of the first user; its token ended a minute ago.
   *
   * @param grant the grant
   */
  public void take(ExpiredGrant grant) {
    users = Sample.users(1);
    Instant end = Instant.now().minusSeconds(60);
    keep(users[0], accessToken(grant.accessToken(), end), grant.refreshToken());
  }

  private static OAuth2AccessToken accessToken(String value, Instant end) {
    return new OAuth2AccessToken(
        TokenType.BEARER,
        value,
        end.minusSeconds(Sample.LIFE_SECONDS),
        end,
        new LinkedHashSet<>(Sample.SCOPES));
  }

  private void keep(String user, OAuth2AccessToken accessToken, String refreshToken) {
    OAuth2AuthorizedClient client =
        new OAuth2AuthorizedClient(
            registration,
            user,
            accessToken,
            new OAuth2RefreshToken(refreshToken, accessToken.getIssuedAt()));
    service.saveAuthorizedClient(
        client, UsernamePasswordAuthenticationToken.unauthenticated(user, ""));
  }

  /**
   * Gives the token of a user.
   *
   * @param connection the user's index
   * @return the access token, valid
   */
  public String read(int connection) {
    OAuth2AuthorizeRequest request =
        OAuth2AuthorizeRequest.withClientRegistrationId(SampleRegistration.ID)
            .principal(users[connection])
            .build();
    return Objects.requireNonNull(manager.authorize(request)).getAccessToken().getTokenValue();
  }
}

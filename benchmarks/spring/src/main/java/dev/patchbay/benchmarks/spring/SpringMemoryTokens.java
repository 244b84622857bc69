package dev.patchbay.benchmarks.spring;

import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.TokenKeeper;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/** Spring Security's service of authorised clients in memory. */
public final class SpringMemoryTokens implements TokenKeeper {
  private final ClientRegistrationRepository registrations =
      SampleRegistration.repository(Sample.TOKEN_URL);
  private final StoredTokens tokens =
      new StoredTokens(registrations, new InMemoryOAuth2AuthorizedClientService(registrations));

  @Override
  public void fill(String[] users) {
    tokens.fill(users);
  }

  @Override
  public String read(int connection) {
    return tokens.read(connection);
  }
}

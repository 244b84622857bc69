package dev.patchbay.benchmarks.spring;

import dev.patchbay.benchmarks.contest.ExpiredGrant;
import dev.patchbay.benchmarks.contest.TokenSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/** Spring Security's manager over its service in memory. */
public final class SpringMemorySource implements TokenSource {
  private volatile @Nullable StoredTokens tokens;

  @Override
  public void open(ExpiredGrant grant) {
    ClientRegistrationRepository registrations =
        SampleRegistration.repository(grant.tokenEndpoint().toString());
    StoredTokens opened =
        new StoredTokens(registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
    opened.take(grant);
    tokens = opened;
  }

  @Override
  public String token() {
    return Objects.requireNonNull(tokens).read(0);
  }
}

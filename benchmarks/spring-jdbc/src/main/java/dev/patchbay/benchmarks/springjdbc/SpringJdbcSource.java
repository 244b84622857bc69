package dev.patchbay.benchmarks.springjdbc;

import dev.patchbay.benchmarks.contest.ExpiredGrant;
import dev.patchbay.benchmarks.contest.TokenSource;
import dev.patchbay.benchmarks.spring.SampleRegistration;
import dev.patchbay.benchmarks.spring.StoredTokens;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/** Spring Security's manager over its service in a database. */
public final class SpringJdbcSource implements TokenSource {
  private final ClientTable table = new ClientTable();
  private volatile @Nullable StoredTokens tokens;

  @Override
  public void open(ExpiredGrant grant) {
    ClientRegistrationRepository registrations =
        SampleRegistration.repository(grant.tokenEndpoint().toString());
    StoredTokens opened = new StoredTokens(registrations, table.service(registrations));
    opened.take(grant);
    tokens = opened;
  }

  @Override
  public String token() {
    return Objects.requireNonNull(tokens).read(0);
  }

  @Override
  public void close() {
    table.close();
  }
}

package dev.patchbay.benchmarks.springjdbc;

import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.TokenKeeper;
import dev.patchbay.benchmarks.spring.SampleRegistration;
import dev.patchbay.benchmarks.spring.StoredTokens;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/** Spring Security's service of authorised clients in a database. */
public final class SpringJdbcTokens implements TokenKeeper {
  private final ClientTable table = new ClientTable();
  private final ClientRegistrationRepository registrations =
      SampleRegistration.repository(Sample.TOKEN_URL);
  private final StoredTokens tokens = new StoredTokens(registrations, table.service(registrations));

  @Override
  public void fill(String[] users) {
    tokens.fill(users);
  }

  @Override
  public String read(int connection) {
    return tokens.read(connection);
  }

  @Override
  public void close() {
    table.close();
  }
}

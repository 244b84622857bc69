package dev.patchbay.benchmarks.springjdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.security.oauth2.client.JdbcOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/** An H2 in memory of its own, with the table as Spring Security ships it, behind a pool. */
final class ClientTable implements AutoCloseable {
  private static final String SCHEMA =
      "org/springframework/security/oauth2/client/oauth2-client-schema.sql";

  private final HikariDataSource pool;

  ClientTable() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
    pool = new HikariDataSource(config);
    new ResourceDatabasePopulator(new ClassPathResource(SCHEMA)).execute(pool);
  }

  OAuth2AuthorizedClientService service(ClientRegistrationRepository registrations) {
    return new JdbcOAuth2AuthorizedClientService(new JdbcTemplate(pool), registrations);
  }

  @Override
  public void close() {
    pool.close();
  }
}

package dev.patchbay.providers.posthog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.PostHogDialect;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostHog that somebody runs himself. */
class PostHogOwnHostIT {
  private static final String OWN = "posthog.example.com";

  private final ProviderHost host =
      ProviderHost.start(new PostHogProvider(), PostHogDialect.selfHosted(OWN));

  @BeforeEach
  void trustOwnHost() {
    host.configure(
        settings ->
            settings
                .trustHost("posthog", OWN)
                .clientSource(
                    lookup ->
                        OWN.equals(lookup.variables().get("host"))
                            ? Optional.of(host.service().client().toBuilder().host(OWN).build())
                            : Optional.empty()));
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void keyIsShownToTheHostThatWasNamed() {
    String key = host.service().issueKey(Scopes.of("user:read"));

    Connection connection =
        host.create(host.apiKey(key).variable("host", OWN.toUpperCase(Locale.ROOT)));

    assertThat(connection.account().map(Account::id)).contains(host.service().account().id());
    assertThat(connection.variables()).isEqualTo(Map.of("host", OWN));
    assertThat(host.service().requests(Endpoint.IDENTITY))
        .extracting(request -> request.url().toString())
        .containsExactly("https://" + OWN + "/api/users/@me/");
  }

  @Test
  void connectsByOAuthAndRevokesThere() {
    Connection connection = host.connect(host.session().variable("host", OWN));

    assertThat(connection.variables()).isEqualTo(Map.of("host", OWN));
    assertThat(host.service().requests(Endpoint.TOKEN).get(0).url())
        .hasToString("https://" + OWN + "/oauth/token/");
    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
  }

  @Test
  void hostTakesTheRegionsPlace() {
    String key = host.service().issueKey(Scopes.of("user:read"));

    assertThatThrownBy(
            () -> host.create(host.apiKey(key).variable("host", OWN).variable("region", "eu")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("region");
    assertThat(host.service().count(Endpoint.IDENTITY)).isZero();
  }

  @Test
  void hostThatNobodyAllowedIsRefused() {
    assertThatThrownBy(() -> host.create(host.apiKey("phx_fake").variable("host", "a.example")))
        .isInstanceOfSatisfying(
            IntegrationException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.HOST_NOT_ALLOWED));
  }
}

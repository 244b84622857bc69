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
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.PostHogDialect;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PostHog that somebody runs himself. */
class PostHogOwnHostIT {
  private final PostHogHost host = PostHogHost.with(PostHogDialect.selfHosted(PostHogHost.OWN));

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void keyIsShownToTheHostThatWasNamed() {
    String key = host.service.issueKey(Scopes.of("user:read"));

    Connection connection =
        host.create(
            PostHogHost.key(key).variable("host", PostHogHost.OWN.toUpperCase(Locale.ROOT)));

    assertThat(connection.account().map(Account::id)).contains(host.service.account().id());
    assertThat(connection.variables()).isEqualTo(Map.of("host", PostHogHost.OWN));
    assertThat(host.service.requests(Endpoint.IDENTITY))
        .extracting(request -> request.url().toString())
        .containsExactly("https://" + PostHogHost.OWN + "/api/users/@me/");
  }

  @Test
  void connectsByOAuthAndRevokesThere() {
    Connection connection = host.connect(PostHogHost.session().variable("host", PostHogHost.OWN));

    assertThat(connection.variables()).isEqualTo(Map.of("host", PostHogHost.OWN));
    assertThat(host.service.requests(Endpoint.TOKEN).get(0).url())
        .hasToString("https://" + PostHogHost.OWN + "/oauth/token/");
    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
  }

  @Test
  void hostTakesTheRegionsPlace() {
    String key = host.service.issueKey(Scopes.of("user:read"));

    assertThatThrownBy(
            () ->
                host.create(
                    PostHogHost.key(key)
                        .variable("host", PostHogHost.OWN)
                        .variable("region", "eu")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("region");
    assertThat(host.service.count(Endpoint.IDENTITY)).isZero();
  }

  @Test
  void hostThatNobodyAllowedIsRefused() {
    assertThatThrownBy(() -> host.create(PostHogHost.key("phx_fake").variable("host", "a.example")))
        .isInstanceOfSatisfying(
            IntegrationException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.HOST_NOT_ALLOWED));
  }
}

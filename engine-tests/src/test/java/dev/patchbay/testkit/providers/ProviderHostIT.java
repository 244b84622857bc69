package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.Connection;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.providers.herd.Sane;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.SandboxUser;
import dev.patchbay.testkit.sandbox.StandardDialect;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProviderHostIT {
  private final ProviderHost host =
      ProviderHost.start(new Sane(), StandardDialect.of(new Sane().definition()));

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void connectsAndDeletesByOAuth() {
    Connection connection = host.connect(host.session());

    assertThat(connection.account()).isPresent();
    assertThat(host.connections()).extracting(Connection::id).containsExactly(connection.id());
    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(host.connections()).isEmpty();
    assertThat(host.service().count(Endpoint.REVOKE)).isPositive();
  }

  @Test
  void connectsByWhatIsHandedOver() {
    host.create(host.accessToken(host.service().issueToken(Scopes.of("read"))));
    host.create(host.apiKey(host.service().issueKey(Scopes.of("read"))));

    assertThat(host.service().count(Endpoint.IDENTITY)).isEqualTo(2);
    assertThat(host.service().count(Endpoint.TOKEN)).isZero();
  }

  @Test
  void browserComesBackFromAUserWhoSaidNo() {
    URI denied = SandboxUser.at(host.sandbox()).deny(host.authorizeUrl(host.session()));

    assertThat(host.comeBack(denied).session().status()).isEqualTo(SessionStatus.DENIED);
  }

  @Test
  void settingsChangeUntilTheRegistryIsUsed() {
    host.configure(settings -> settings.callbackUrl("https://other.example/back"));

    assertThat(Query.of(host.authorizeUrl(host.session())).get("redirect_uri"))
        .isEqualTo("https://other.example/back/sample");
    assertThatThrownBy(() -> host.configure(settings -> settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in use");
  }
}

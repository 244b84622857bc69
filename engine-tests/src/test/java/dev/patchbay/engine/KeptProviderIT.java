package dev.patchbay.engine;

import static dev.patchbay.engine.TestHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What third parties compiled against earlier states of the SPI still works. */
class KeptProviderIT {

  @ParameterizedTest
  @MethodSource("dev.patchbay.engine.KeptJar#all")
  void connectsByOAuthAndRevokesThroughItsOwnHooks(KeptJar jar) throws Exception {
    try (KeptHost host = new KeptHost(jar)) {
      // Only the hook reads a region in capitals.
      host.service.script(Endpoint.TOKEN, Fault.with("place", "EU"));

      host.authorize();

      assertThat(host.integrations.providerFailures()).isEmpty();
      Connection connection = host.connections().get(0);
      assertThat(connection.variables()).isEqualTo(Map.of("region", "eu"));
      assertThat(connection.account().flatMap(Account::displayName)).contains("Sandy Box by grant");
      assertThat(connection.account().flatMap(Account::email)).contains("sandy@example.test");
      assertThat(delete(host, connection)).isEqualTo(Revocation.REVOKED);
      assertThat(host.service.count(Endpoint.REVOKE)).as("one for each token set").isEqualTo(2);
      assertThat(host.connections()).isEmpty();
      assertThat(host.told())
          .asString()
          .isEqualTo(
              "[session created: PENDING, session ended: COMPLETE, connection created: OAUTH,"
                  + " connection deleted: OAUTH]");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.patchbay.engine.KeptJar#all")
  void connectsByTokenAndByKeyThroughItsOwnHooks(KeptJar jar) throws Exception {
    try (KeptHost host = new KeptHost(jar)) {
      Secret token = Secret.of(host.service.issueToken(Scopes.of("read")));
      Secret key = Secret.of(host.service.issueKey(Scopes.none()));

      Connection byToken = create(host, request().accessToken(token).variable("region", "us"));
      Connection byKey = create(host, request().apiKey(key).variable("region", "eu"));

      assertThat(host.connections())
          .containsExactlyInAnyOrder(byToken, byKey)
          .map(it -> it.account().flatMap(Account::displayName).orElseThrow())
          .containsExactlyInAnyOrder("Sandy Box by token", "Sandy Box by key");
      assertThat(delete(host, byToken)).isEqualTo(Revocation.NOT_SUPPORTED);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.patchbay.engine.KeptJar#all")
  void saysWhatIsWrongInItsOwnWords(KeptJar jar) throws Exception {
    try (KeptHost host = new KeptHost(jar)) {
      host.service.script(Endpoint.TOKEN, Fault.error("acme_asleep"));

      assertThat(host.authorize().session().failure().map(SessionFailure::code))
          .contains(ErrorCode.PROVIDER_UNAVAILABLE.wireValue());
      assertThatThrownBy(() -> create(host, request().accessToken(Secret.of("acme_pub_1"))))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("make a personal token");
    }
  }

  private static ConnectionRequest.Builder request() {
    return ConnectionRequest.builder(KeptHost.ID);
  }

  private static Connection create(KeptHost host, ConnectionRequest.Builder request) {
    return host.integrations.connections().create(WORKSPACE, request.build());
  }

  private static Revocation delete(KeptHost host, Connection connection) {
    return host.integrations
        .connections()
        .delete(WORKSPACE, connection.id(), RevocationMode.AUTO)
        .revocation();
  }
}

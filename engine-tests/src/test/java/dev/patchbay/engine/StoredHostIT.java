package dev.patchbay.engine;

import static dev.patchbay.engine.TestHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.spi.Stores;
import dev.patchbay.testkit.sandbox.Endpoint;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is stored for a host outlives the operator's permission to call it. */
class StoredHostIT {
  private static final String OWN = "forge.tenant.example";

  private final Stores stores = new MemoryStores(Clock.systemUTC());
  private final TestHost before =
      TestHost.withService(
          new ForgeProvider(),
          (builder, service) ->
              builder
                  .stores(stores)
                  .clock(Clock.systemUTC())
                  .trustHost("acme", OWN)
                  .clientSource(lookup -> Optional.of(TestHost.at(OWN, service.client()))));
  private final OAuthClient client = before.service.client();
  private final Integrations after =
      Integrations.builder()
          .stores(stores)
          .withoutDiscovery()
          .unsafeAllowLoopbackHttp()
          .callbackUrl(TestHost.CALLBACK_URL)
          .clientSource(lookup -> Optional.of(TestHost.at(OWN, client)))
          .provider(before.sandbox.relocate(new ForgeProvider()))
          .build();

  @AfterEach
  void close() {
    after.close();
    before.close();
  }

  @Test
  void codeIsNotSentToAHostThatIsNotAllowedAnyMore() {
    URI callback = before.approve(before.begin(session().build()));

    Session ended =
        after
            .sessions()
            .completeCallback(CallbackRequest.ofQuery("acme", callback.getRawQuery()))
            .session();

    assertThat(ended.failure())
        .map(SessionFailure::code)
        .contains(ErrorCode.HOST_NOT_ALLOWED.wireValue());
    assertThat(before.service.count(Endpoint.TOKEN)).isZero();
  }

  @Test
  void connectionIsDeletedWithoutACallToItsHost() {
    Connection connection = connect();

    DeletionReceipt receipt =
        after.connections().delete(WORKSPACE, connection.id(), RevocationMode.ALWAYS);

    assertThat(receipt.revocation()).isEqualTo(Revocation.FAILED);
    assertThat(before.service.count(Endpoint.REVOKE)).isZero();
    assertThat(before.connections()).isEmpty();
  }

  @Test
  void connectionCanBeDeletedAndRevokedWhileItsHostIsAllowed() {
    Connection connection = connect();

    DeletionReceipt receipt =
        before.integrations.connections().delete(WORKSPACE, connection.id(), RevocationMode.ALWAYS);

    assertThat(receipt.revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(before.service.requests(Endpoint.REVOKE))
        .allSatisfy(request -> assertThat(request.url().getHost()).isEqualTo(OWN));
  }

  @Test
  void connectionCannotBeRenewed() {
    Connection connection = connect();
    int asked = before.service.count(Endpoint.IDENTITY);

    assertNotAllowed(
        () ->
            after
                .sessions()
                .create(
                    SessionRequest.builder(WORKSPACE, "acme")
                        .connectionId(connection.id())
                        .build()));
    assertNotAllowed(
        () ->
            after
                .connections()
                .create(
                    WORKSPACE,
                    ConnectionRequest.builder("acme")
                        .connectionId(connection.id())
                        .accessToken(Secret.of("CNRY-other"))
                        .build()));
    assertThat(before.service.count(Endpoint.IDENTITY)).isEqualTo(asked);
  }

  private Connection connect() {
    Session session = before.callback(before.approve(before.begin(session().build()))).session();
    return before.integrations.connections().get(WORKSPACE, session.connectionId().orElseThrow());
  }

  private static SessionRequest.Builder session() {
    return TestHost.request().variable("host", OWN);
  }

  private static void assertNotAllowed(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.HOST_NOT_ALLOWED));
  }
}

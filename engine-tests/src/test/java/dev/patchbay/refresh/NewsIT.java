package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.ProviderFaultException;
import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionEvent;
import dev.patchbay.model.ConnectionExplanation;
import dev.patchbay.model.ConnectionLookup;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.CredentialEvent;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.IntegrationHealth;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.NextMove;
import dev.patchbay.model.RefreshFailureEvent;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What listeners hear of refreshes, what a connection's history says, and who acts for whom. */
class NewsIT {
  private final Cluster cluster = Cluster.strict();
  private final Ear ear = new Ear();
  private final Integrations node = cluster.node(builder -> builder.listener(ear));

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void refreshIsToldWhenItIsStored() {
    Connection connection = cluster.connectExpired(node);
    ear.onRefreshed(
        event -> assertThat(cluster.set(connection.id()).version()).isEqualTo(event.version()));
    Credentials got = Cluster.read(node, connection);
    node.close(); // after which every event was told

    assertThat(ear.heard).endsWith("refreshed " + connection.id() + " 2");
    assertThat(ear.heard.toString()).doesNotContain(got.accessToken().reveal());
  }

  @Test
  void listenerMayAskForTheCredentialThatItHearsOf() throws Exception {
    Connection connection = cluster.connectExpired(node);
    CompletableFuture<Credentials> heard = new CompletableFuture<>();
    ear.onRefreshed(event -> heard.complete(Cluster.read(node, connection)));
    Cluster.read(node, connection);

    assertThat(heard.get(30, TimeUnit.SECONDS).version()).isEqualTo(2);
  }

  @Test
  void failureIsToldWithItsReasonAndTheEndOfAGrantByItself() {
    Connection connection = cluster.connectExpired(node);
    cluster.service.script(Endpoint.TOKEN, Fault.status(503), Fault.error("invalid_grant"));
    assertThatThrownBy(() -> Cluster.read(node, connection))
        .isInstanceOf(IntegrationException.class);
    node.close();

    assertThat(ear.heard)
        .endsWith(
            "failed provider_unavailable",
            "failed refresh_outcome_unknown",
            "reauthorization " + connection.id());
  }

  @Test
  void illEndpointIsToldOnceAndItsRecoveryToo() {
    Connection connection = cluster.connectExpired(node);
    cluster.service.breakDown(Endpoint.TOKEN, Fault.error("invalid_client"));
    for (int read = 0; read < 20; read++) {
      assertThatThrownBy(() -> Cluster.read(node, connection))
          .isInstanceOf(IntegrationException.class);
      cluster.clock.advance(Duration.ofSeconds(10));
    }
    assertThat(node.unhealthy())
        .singleElement()
        .satisfies(it -> assertThat(it.code()).contains("client_rejected"))
        .satisfies(it -> assertThat(it.serviceError()).contains("invalid_client"));
    assertThat(explain(connection).nextMove()).isEqualTo(NextMove.OPERATOR);
    cluster.service.mend(Endpoint.TOKEN);
    cluster.clock.advance(Duration.ofSeconds(31));
    Cluster.read(node, connection);
    assertThat(node.unhealthy()).isEmpty();
    node.close();

    assertThat(ear.heard.stream().filter(it -> it.contains("healthy")))
        .containsExactly("unhealthy rotor", "healthy rotor");
  }

  @Test
  void historyTellsTheLastAttemptsAndWhoseMoveItIs() {
    Connection connection = cluster.connectExpired(node);
    Cluster.read(node, connection);
    assertThat(explain(connection).nextMove()).isEqualTo(NextMove.NOBODY);

    cluster.clock.advance(Cluster.HOUR);
    cluster.service.breakDown(
        Endpoint.TOKEN,
        Fault.json(503, "{\"error\":\"temporarily_unavailable\",\"error_description\":\"later\"}"));
    assertThatThrownBy(() -> Cluster.read(node, connection))
        .isInstanceOf(IntegrationException.class);
    ConnectionExplanation waiting = explain(connection);
    assertThat(waiting.nextMove()).isEqualTo(NextMove.SERVICE);
    assertThat(waiting.attempts().get(0))
        .returns(AttemptOutcome.REFRESH_FAILED, ConnectionAttempt::outcome)
        .returns(Optional.of(503), ConnectionAttempt::httpStatus)
        .returns(Optional.of("temporarily_unavailable"), ConnectionAttempt::serviceError)
        .returns(Optional.of("later"), ConnectionAttempt::serviceDescription)
        .returns(cluster.clock.instant(), ConnectionAttempt::at);

    cluster.service.breakDown(Endpoint.TOKEN, Fault.error("invalid_grant"));
    cluster.clock.advance(Duration.ofMinutes(2));
    assertThatThrownBy(() -> Cluster.read(node, connection))
        .isInstanceOf(IntegrationException.class);
    ConnectionExplanation over = explain(connection);
    assertThat(over.nextMove()).isEqualTo(NextMove.USER);
    assertThat(over.advice()).contains("connect again");
    assertThat(over.attempts().stream().map(ConnectionAttempt::outcome))
        .startsWith(AttemptOutcome.REFRESH_FAILED)
        .endsWith(AttemptOutcome.REFRESHED, AttemptOutcome.CREATED);
  }

  @Test
  void clientSourceThatWaitsForARefreshIsRefusedAtOnce() {
    CompletableFuture<Integrations> self = new CompletableFuture<>();
    Connection connection = cluster.connectExpired(node);
    Integrations reentrant =
        cluster.node(
            builder ->
                builder.clientSource(
                    lookup -> {
                      Cluster.read(self.join(), connection);
                      return Optional.empty();
                    }));
    self.complete(reentrant);

    assertThatThrownBy(() -> Cluster.read(reentrant, connection))
        .isInstanceOfSatisfying(
            ProviderFaultException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.REENTRANT_CALL));
    assertThat(cluster.tokenRequests()).isZero();
  }

  @Test
  void memberActsThroughTheirOwnConnectionFirst() {
    MemberId ann = MemberId.of("ann");
    Connection shared = owned(null, "shared");
    assertThat(find(ann)).contains(shared.id().value());
    Connection own = owned(ann, "own");

    assertThat(find(ann)).contains(own.id().value());
    assertThat(find(MemberId.of("bob"))).contains(shared.id().value());
    assertThat(
            node.connections().find(Cluster.WORKSPACE, ConnectionLookup.builder("other").build()))
        .isEmpty();
  }

  private Connection owned(@Nullable MemberId member, String key) {
    ConnectionRequest.Builder request =
        ConnectionRequest.builder(Cluster.ID).apiKey(Secret.of("key-" + key)).verificationOff();
    if (member != null) {
      request.memberId(member);
    }
    return node.connections().create(Cluster.WORKSPACE, request.build());
  }

  private Optional<String> find(MemberId member) {
    return node.connections()
        .find(Cluster.WORKSPACE, ConnectionLookup.builder(Cluster.ID).memberId(member).build())
        .map(found -> found.id().value());
  }

  private ConnectionExplanation explain(Connection connection) {
    return node.connections().explain(Cluster.WORKSPACE, connection.id());
  }

  /** Writes down what it hears. */
  private static final class Ear implements IntegrationListener {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Consumer<CredentialEvent> refreshed = event -> {};

    void onRefreshed(Consumer<CredentialEvent> action) {
      refreshed = action;
    }

    @Override
    public void credentialsRefreshed(CredentialEvent event) {
      refreshed.accept(event);
      heard.add("refreshed " + event.connection().id() + " " + event.version());
    }

    @Override
    public void refreshFailed(RefreshFailureEvent event) {
      heard.add("failed " + event.attempt().code().orElse(""));
    }

    @Override
    public void reauthorizationRequired(ConnectionEvent event) {
      heard.add("reauthorization " + event.connection().id());
    }

    @Override
    public void integrationUnhealthy(IntegrationHealth health) {
      heard.add("unhealthy " + health.integrationType());
    }

    @Override
    public void integrationHealthy(IntegrationHealth health) {
      heard.add("healthy " + health.integrationType());
    }
  }
}

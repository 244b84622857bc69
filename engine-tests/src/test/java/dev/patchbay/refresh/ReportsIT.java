package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Credentials;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reports that a service did not take a credential. */
class ReportsIT {
  private final Cluster cluster = Cluster.strict();
  private final Callers callers = new Callers();
  private final Integrations node = cluster.node();

  @AfterEach
  void close() {
    callers.close();
    cluster.close();
  }

  @Test
  void thousandReportsOfOneCredentialOnFourNodesCauseOneRefresh() throws Exception {
    List<Integrations> nodes = Stream.generate(cluster::node).limit(4).toList();
    Connection connection = cluster.connect(node);
    Credentials refused = Cluster.read(node, connection);
    List<Callable<Optional<Credentials>>> reports = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Integrations reporter = nodes.get(i % nodes.size());
      reports.add(() -> report(reporter, refused));
    }
    List<Optional<Credentials>> got = callers.together(reports);

    assertThat(cluster.tokenRequests()).isEqualTo(1);
    assertThat(got).allMatch(it -> it.filter(renewed -> renewed.version() == 2).isPresent());
  }

  @Test
  void credentialThatIsSecondsOldIsNotRefreshedAgain() {
    Connection connection = cluster.connect(node);
    Credentials second = report(node, Cluster.read(node, connection)).orElseThrow();
    cluster.clock.advance(Duration.ofSeconds(29));
    assertThat(report(node, second)).isEmpty();
    cluster.clock.advance(Duration.ofSeconds(1));
    assertThat(report(node, second))
        .hasValueSatisfying(it -> assertThat(it.version()).isEqualTo(3));
    assertThat(cluster.tokenRequests()).isEqualTo(2);
  }

  @Test
  void reportOfAnOldCredentialBringsTheNewOneWithoutARequest() {
    Connection connection = cluster.connect(node);
    Credentials first = Cluster.read(node, connection);
    report(node, first);

    assertThat(report(node, first)).hasValueSatisfying(it -> assertThat(it.version()).isEqualTo(2));
    assertThat(cluster.tokenRequests()).isEqualTo(1);
  }

  @Test
  void whatCannotBeRefreshedIsShownToTheServiceWhichDecides() {
    Connection connection = cluster.connectAccessOnly(node);
    Credentials only = Cluster.read(node, connection);
    int asked = cluster.service.count(Endpoint.IDENTITY);

    assertThat(report(node, only)).as("it lives").isEmpty();
    assertThat(report(node, only)).as("just asked").isEmpty();
    assertThat(cluster.service.count(Endpoint.IDENTITY)).isEqualTo(asked + 1);

    cluster.clock.advance(Duration.ofSeconds(31));
    cluster.service.revoke(only.accessToken().reveal());
    assertThatThrownBy(() -> report(node, only))
        .isInstanceOfSatisfying(
            ReconnectRequiredException.class,
            dead -> assertThat(dead.code()).isEqualTo(ErrorCode.GRANT_REVOKED));
    assertThatThrownBy(() -> Cluster.read(node, connection))
        .isInstanceOf(ReconnectRequiredException.class);
  }

  @Test
  void serviceThatSaysNoWithASuccessIsUnderstood() {
    Connection connection = cluster.connectAccessOnly(node);
    Credentials only = Cluster.read(node, connection);
    cluster.service.script(
        Endpoint.IDENTITY, Fault.json(200, "{\"ok\":false,\"error\":\"token_revoked\"}"));

    assertThatThrownBy(() -> report(node, only)).isInstanceOf(ReconnectRequiredException.class);
  }

  @Test
  void manyReportsOfWhatCannotBeRefreshedAskOnce() throws Exception {
    Connection connection = cluster.connectAccessOnly(node);
    Credentials only = Cluster.read(node, connection);
    int asked = cluster.service.count(Endpoint.IDENTITY);
    Callable<Optional<Credentials>> call = () -> report(node, only);

    assertThat(callers.together(Collections.nCopies(100, call))).allMatch(Optional::isEmpty);
    assertThat(cluster.service.count(Endpoint.IDENTITY)).isEqualTo(asked + 1);
  }

  @Test
  void serviceThatCannotSayNowEndsNoConnection() {
    Connection connection = cluster.connectAccessOnly(node);
    Credentials only = Cluster.read(node, connection);
    cluster.service.script(Endpoint.IDENTITY, Fault.status(403));

    assertThat(report(node, only)).as("a 403 is no proof").isEmpty();
    assertThat(Cluster.read(node, connection).version()).isEqualTo(1);
  }

  private static Optional<Credentials> report(Integrations node, Credentials refused) {
    return node.connections().reportUnauthorized(Cluster.WORKSPACE, refused);
  }
}

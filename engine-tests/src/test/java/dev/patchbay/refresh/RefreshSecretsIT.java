package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.patchbay.Integrations;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionEvent;
import dev.patchbay.model.CredentialEvent;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.IntegrationHealth;
import dev.patchbay.model.RefreshFailureEvent;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Follows the tokens of good and bad refreshes through every text that leaves the engine. */
class RefreshSecretsIT {
  private static final String CANARY = "CNRY-";

  private final List<Object> handedOut = new CopyOnWriteArrayList<>();

  @Test
  void noTokenShowsInLogsTextsEventsOrExceptions() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    events.start();
    root.addAppender(events);
    try (Cluster cluster = Cluster.strict()) {
      Integrations node = cluster.node(builder -> builder.listener(new Recorder()));
      Connection connection = cluster.connectExpired(node);
      Credentials first = Cluster.read(node, connection);
      assertThat(first.accessToken().reveal()).contains(CANARY);
      handedOut.add(first);
      handedOut.add(
          node.connections()
              .http(Cluster.WORKSPACE, connection.id())
              .send(ApiRequest.builder("GET", api(node, connection)).build()));
      failByEchoes(cluster, node, connection);
    } finally {
      root.detachAppender(events);
    }

    assertThat(logText(events)).contains("was not refreshed").doesNotContain(CANARY);
    assertThat(handedOut).hasSizeGreaterThan(8);
    handedOut.forEach(it -> assertThat(text(it)).doesNotContain(CANARY));
  }

  private static URI api(Integrations node, Connection connection) {
    return node.connections().http(Cluster.WORKSPACE, connection.id()).url("/me");
  }

  /** Lets the service say the tokens that it was sent, in every class of failure. */
  private void failByEchoes(Cluster cluster, Integrations node, Connection connection) {
    for (String code :
        List.of("temporarily_unavailable", "odd", "invalid_client", "invalid_grant")) {
      cluster.clock.advance(Cluster.HOUR);
      String token = lastRefreshToken(cluster, connection);
      String body =
          "{\"error\":\"%s\",\"error_description\":\"token %s is bad\"}".formatted(code, token);
      Fault echo = Fault.json(400, body);
      cluster.service.script(Endpoint.TOKEN, echo, echo, echo);
      handedOut.add(catchThrowable(() -> Cluster.read(node, connection)));
      handedOut.add(node.connections().explain(Cluster.WORKSPACE, connection.id()));
      handedOut.addAll(node.connections().explain(Cluster.WORKSPACE, connection.id()).attempts());
      handedOut.addAll(node.unhealthy());
      cluster.clock.advance(Duration.ofMinutes(16));
    }
  }

  private static String lastRefreshToken(Cluster cluster, Connection connection) {
    return cluster
        .service
        .findLatest(cluster.firstToken(connection))
        .orElseThrow()
        .refreshToken()
        .orElseThrow();
  }

  private static String text(Object handedOut) {
    if (handedOut instanceof Throwable failure) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      return trace.toString();
    }
    return handedOut.toString();
  }

  private static String logText(ListAppender<ILoggingEvent> events) {
    StringBuilder text = new StringBuilder();
    List.copyOf(events.list).forEach(event -> text.append(event).append('\n'));
    return text.toString();
  }

  /** Keeps every event. */
  private final class Recorder implements IntegrationListener {
    @Override
    public void credentialsRefreshed(CredentialEvent event) {
      handedOut.add(event);
    }

    @Override
    public void refreshFailed(RefreshFailureEvent event) {
      handedOut.add(event);
      handedOut.add(event.attempt().serviceDescription());
    }

    @Override
    public void reauthorizationRequired(ConnectionEvent event) {
      handedOut.add(event);
      handedOut.add(event.connection().statusReason());
    }

    @Override
    public void integrationUnhealthy(IntegrationHealth health) {
      handedOut.add(health);
    }
  }
}

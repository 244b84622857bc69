package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.CredentialsRequest;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import dev.patchbay.testkit.sandbox.SandboxService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that does not answer takes nothing from another one. */
class SlowServiceIT {
  private static final int WAITING = 5000;
  private static final int READS = 1000;
  private static final int WIDTH = 16;
  private static final int HTTP_THREADS = 10;

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
  private final Sandbox sandbox = Sandbox.start(clock);
  private final IntegrationProvider slow =
      sandbox.relocate(new RotatingProvider("slow", Cluster.STRICT));
  private final IntegrationProvider quick =
      sandbox.relocate(new RotatingProvider("quick", Cluster.STRICT));
  private final Callers callers = new Callers();
  private Integrations node;

  @BeforeEach
  void start() {
    node =
        Integrations.builder()
            .clock(clock)
            .withoutDiscovery()
            .unsafeAllowLoopbackHttp()
            .callbackUrl("https://host.example/oauth/callback")
            .provider(slow)
            .provider(quick)
            .client("slow", sandbox.service("slow").client())
            .client("quick", sandbox.service("quick").client())
            .build();
  }

  @AfterEach
  void close() {
    sandbox.close(); // first, so that nobody waits for its answers
    node.close();
    callers.close();
  }

  @Test
  void thousandReadsOfOneServiceSucceedWhileFiveThousandWaitForAnother() throws Exception {
    List<Connection> stalled = connections("slow", WAITING);
    List<Connection> others = connections("quick", READS);
    clock.advance(Duration.ofHours(1));
    sandbox.service("slow").breakDown(Endpoint.TOKEN, Fault.slow(Duration.ofMinutes(5)));
    List<CompletableFuture<Credentials>> waiting =
        stalled.stream().map(Connection::id).map(this::readAsync).toList();
    while (sandbox.service("slow").count(Endpoint.TOKEN) == 0) {
      Thread.onSpinWait();
    }

    List<Callable<Credentials>> reads = new ArrayList<>();
    others.forEach(
        it -> reads.add(() -> node.connections().credentials(Cluster.WORKSPACE, it.id())));
    List<Credentials> got = callers.together(reads);

    assertThat(got).hasSize(READS).allMatch(it -> it.version() == 2);
    assertThat(sandbox.service("quick").count(Endpoint.TOKEN)).isEqualTo(READS);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    assertThat(workers()).isLessThanOrEqualTo(3 * WIDTH + HTTP_THREADS);
  }

  private static long workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("patchbay-worker"))
        .filter(thread -> thread.getState() != Thread.State.TIMED_WAITING)
        .count();
  }

  private CompletableFuture<Credentials> readAsync(ConnectionId id) {
    return node.connections()
        .credentialsAsync(
            Cluster.WORKSPACE,
            CredentialsRequest.builder(id).timeout(Duration.ofMinutes(10)).build());
  }

  private List<Connection> connections(String type, int count) {
    return Stream.generate(() -> connection(type)).limit(count).toList();
  }

  private Connection connection(String type) {
    SandboxService service = sandbox.service(type);
    SandboxGrant grant = service.issueGrant(Scopes.of("read"));
    return node.connections()
        .create(
            Cluster.WORKSPACE,
            ConnectionRequest.builder(type)
                .accessToken(Secret.of(grant.accessToken()))
                .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
                .expiresIn(Duration.ofHours(1))
                .verificationOff()
                .build());
  }
}

package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Credentials;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten minutes in which a token endpoint is of no use, under steady reads of many connections. */
class OutageIT {
  private static final int CONNECTIONS = 1000;
  private static final Duration WINDOW = Duration.ofMinutes(30);
  private static final RefreshRules REPLAYING = RefreshRules.builder().replayWindow(WINDOW).build();
  private static final int READERS = 8;
  private static final int NODES = 2;
  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final Duration IMPATIENT = Duration.ofMillis(150);
  private static final Duration OUTAGE = Duration.ofMinutes(10);
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final Duration RECOVERY = Duration.ofMinutes(2);
  private static final int PROBES = (int) (OUTAGE.toSeconds() / 30);

  static Stream<Outage> outages() {
    return Stream.of(
        new Outage("503", Fault.status(503), TemporaryFailureException.class, 1000, PATIENT),
        new Outage(
            "invalid_client",
            Fault.error("invalid_client"),
            MisconfiguredException.class,
            NODES * (PROBES + 1),
            PATIENT),
        new Outage("silence", Fault.silent(), TemporaryFailureException.class, 1000, IMPATIENT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outages")
  void outageCostsFewRequestsAndNoConnection(Outage outage) throws Exception {
    // It repeats its answers, so that one which is late on a busy machine is no loss of its own.
    try (Cluster cluster = Cluster.of(Rotation.replay(WINDOW), REPLAYING);
        Callers callers = new Callers()) {
      Sweep sweep = Sweep.over(cluster, callers, outage.deadline());
      cluster.clock.advance(Cluster.HOUR.minus(Duration.ofMinutes(3)));
      cluster.service.breakDown(Endpoint.TOKEN, outage.fault());
      assertThat(sweep.failures()).as("while the old tokens live").isZero();
      sweep.during(OUTAGE);
      int requests = cluster.tokenRequests();
      System.out.printf("%s: %d token requests in ten minutes%n", outage, requests);

      assertThat(requests).isLessThanOrEqualTo(outage.maxRequests());
      assertThat(sweep.kinds).contains(outage.kind());
      assertThat(sweep.kinds)
          .isSubsetOf(TemporaryFailureException.class, MisconfiguredException.class);
      assertThat(sweep.connections)
          .allMatch(it -> cluster.row(it.id()).connection().status() == ConnectionStatus.ACTIVE);
      cluster.service.mend(Endpoint.TOKEN);
      sweep.during(RECOVERY);
      assertThat(sweep.failures()).as("two minutes later").isZero();
      assertWell(cluster, sweep);
    }
  }

  private static void assertWell(Cluster cluster, Sweep sweep) {
    assertThat(sweep.connections)
        .allMatch(it -> cluster.isAlive(Cluster.read(sweep.nodes.get(0), it)));
    cluster.clock.advance(Cluster.HOUR);
    for (Integrations node : sweep.nodes) {
      Connection one = sweep.connections.get(sweep.nodes.indexOf(node));
      node.connections().reportUnauthorized(Cluster.WORKSPACE, Cluster.read(node, one));
      assertThat(node.unhealthy()).isEmpty();
    }
  }

  /** What goes wrong, what readers get at first, and what it may cost. */
  record Outage(
      String name,
      Fault fault,
      Class<? extends IntegrationException> kind,
      int maxRequests,
      Duration deadline) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Reads every connection once on every node. */
  private static final class Sweep {
    private final Cluster cluster;
    private final Callers callers;
    private final List<Integrations> nodes;
    private final List<Connection> connections;
    private final Set<Class<?>> kinds = ConcurrentHashMap.newKeySet();

    private Sweep(Cluster cluster, Callers callers, List<Integrations> nodes) {
      this.cluster = cluster;
      this.callers = callers;
      this.nodes = nodes;
      this.connections =
          Stream.generate(() -> cluster.connect(nodes.get(0))).limit(CONNECTIONS).toList();
    }

    static Sweep over(Cluster cluster, Callers callers, Duration deadline) {
      List<Integrations> nodes =
          Stream.generate(() -> cluster.node(builder -> builder.http(Cluster.impatient(deadline))))
              .limit(NODES)
              .toList();
      return new Sweep(cluster, callers, nodes);
    }

    /** Reads in steps for a while. */
    void during(Duration span) throws Exception {
      Instant end = cluster.clock.instant().plus(span);
      while (cluster.clock.instant().isBefore(end)) {
        cluster.clock.advance(STEP);
        int unused = failures();
      }
    }

    /** Says how many reads failed. */
    int failures() throws Exception {
      List<Callable<Integer>> readers = new ArrayList<>();
      IntStream.range(0, READERS).forEach(reader -> readers.add(() -> read(reader)));
      return callers.together(readers).stream().mapToInt(Integer::intValue).sum();
    }

    private int read(int reader) {
      int failures = 0;
      for (int i = reader; i < connections.size() * nodes.size(); i += READERS) {
        try {
          Credentials unused =
              Cluster.read(
                  nodes.get(i / connections.size()), connections.get(i % connections.size()));
        } catch (IntegrationException failure) {
          kinds.add(failure.getClass());
          failures++;
        }
      }
      return failures;
    }
  }
}

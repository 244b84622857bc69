package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.host.OwnLog;
import dev.patchbay.web.host.PendingSession;
import dev.patchbay.web.raw.MalformedRequests;
import dev.patchbay.web.raw.RawConnection;
import dev.patchbay.web.raw.RawReply;
import dev.patchbay.web.raw.RawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What strangers and broken clients send changes nothing, and nobody's fault is shown to them. */
@Tag("one-jdk")
class MalformedRequestsIT {
  private static final long SEED = 20_260_725;
  private static final int CLIENTS = 4;
  private static final int REQUESTS = 2_500;
  private static final Pattern INTERNALS =
      Pattern.compile(
          "(?=[aETjodc])" // what they all begin with, so that most of a text is passed over at once
              + "(?:\\bat [\\w.$]+\\(|Exception|Throwable"
              + "|\\b(java|jakarta|org\\.apache|org\\.eclipse|dev\\.patchbay|com\\.fasterxml)\\.[a-z])");

  @ParameterizedTest
  @EnumSource
  void oddRequestsAreRefusedAndChangeNothing(Container container) throws Exception {
    try (Host host = Host.start(HostSettings.in(container));
        OwnLog log = OwnLog.open()) {
      List<PendingSession> pending = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        pending.add(PendingSession.begin(host));
      }

      Map<Integer, Integer> statuses = sendAll(host, pending);

      assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum())
          .as("answers by status: %s", statuses)
          .isGreaterThan(CLIENTS * REQUESTS * 9 / 10);
      assertThat(statuses).doesNotContainKey(201).containsKeys(400, 404, 413, 422);
      assertThat(connections(host)).isEmpty();
      assertThat(log.lines())
          .hasSizeLessThanOrEqualTo(CLIENTS * REQUESTS)
          .noneMatch(line -> line.length() > 512 || line.chars().anyMatch(Character::isISOControl));
      assertThat(log.lines().stream().filter(line -> line.contains("by a fault"))).isEmpty();
      assertThat(host.service.count(Endpoint.TOKEN)).isZero();
      assertThat(host.service.count(Endpoint.IDENTITY)).isZero();
      assertThat(pending).allMatch(session -> session.status() == SessionStatus.PENDING);
      assertThat(pending.get(0).finish().statusCode()).isEqualTo(200);
      assertThat(pending.get(0).status()).isEqualTo(SessionStatus.COMPLETE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oddRequestIsLoggedInOneLineAtMost(Container container) throws Exception {
    try (Host host = Host.start(HostSettings.in(container));
        RawConnection connection = new RawConnection(host.client.url(""))) {
      MalformedRequests requests =
          requests(host, SEED, List.of(PendingSession.begin(host).state()));
      for (int number = 0; number < 500; number++) {
        RawRequest request = requests.next();
        try (OwnLog log = OwnLog.open()) {
          connection.exchange(request);
          assertThat(log.lines()).as("%s", request).hasSizeLessThanOrEqualTo(1);
        }
      }
    }
  }

  private static List<Connection> connections(Host host) {
    return host.integrations.connections().list(Host.OURS, ConnectionFilter.all()).connections();
  }

  private static Map<Integer, Integer> sendAll(Host host, List<PendingSession> pending)
      throws Exception {
    List<String> states = pending.stream().map(PendingSession::state).toList();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<Map<Integer, Integer>>> work = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        long seed = SEED + client;
        work.add(() -> send(host, seed, states));
      }
      Map<Integer, Integer> statuses = new TreeMap<>();
      for (Future<Map<Integer, Integer>> done : clients.invokeAll(work)) {
        done.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
      }
      return statuses;
    } finally {
      clients.shutdownNow();
    }
  }

  private static MalformedRequests requests(Host host, long seed, List<String> states) {
    return new MalformedRequests(
        new Random(seed), host.client.url("").getPath(), host.organisation, states);
  }

  private static Map<Integer, Integer> send(Host host, long seed, List<String> states)
      throws Exception {
    MalformedRequests requests = requests(host, seed, states);
    Map<Integer, Integer> statuses = new TreeMap<>();
    try (RawConnection connection = new RawConnection(host.client.url(""))) {
      for (int number = 0; number < REQUESTS; number++) {
        RawRequest request = requests.next();
        Optional<RawReply> reply = connection.exchange(request);
        if (reply.isPresent()) {
          check(reply.get(), seed, number, request);
          statuses.merge(reply.get().status(), 1, Integer::sum);
        }
      }
    }
    return statuses;
  }

  private static void check(RawReply reply, long seed, int number, RawRequest request) {
    String whole = reply.head() + reply.body();
    if (reply.status() >= 500 || INTERNALS.matcher(whole).find()) {
      throw new AssertionError(
          "seed %s, request %s: %s was answered with %s".formatted(seed, number, request, whole));
    }
  }
}

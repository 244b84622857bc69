package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.internal.connection.PlainCipher;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.web.host.Client;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Faults;
import dev.patchbay.web.host.FaultyStores;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.host.PendingSession;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that ask in a loop are slowed down, and do not reach the store. */
class PollFloodIT {
  private static final int POLLS = 1_000;

  @ParameterizedTest
  @EnumSource
  void floodOfPollsCostsOneReadPerSecond(Container container) throws Exception {
    Faults calls = new Faults();
    try (Host host = Host.start(counting(container, calls).withServlet(servlet -> servlet))) {
      PendingSession session = PendingSession.begin(host);
      String path = PendingSession.SESSIONS + "/" + session.id();
      int before = reads(calls);
      Instant start = Instant.now(Clock.systemUTC());
      List<HttpResponse<String>> answers = flood(host, path, path);
      long seconds = Duration.between(start, Clock.systemUTC().instant()).toSeconds() + 1;

      // And one more, to find its workspace.
      assertThat((long) reads(calls) - before).isBetween(1L, seconds + 2);
      List<HttpResponse<String>> refused =
          answers.stream().filter(answer -> answer.statusCode() == 429).toList();
      assertThat(answers.size() - refused.size()).isBetween(2, (int) (2 * (seconds + 1)));
      assertThat(refused)
          .allMatch(answer -> answer.headers().firstValue("retry-after").orElse("").equals("1"))
          .allMatch(answer -> answer.body().contains("quota_exceeded"));
      assertThat(session.finish().statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void unknownSessionCostsOneReadAtMost(Container container) throws Exception {
    Faults calls = new Faults();
    try (Host host = Host.start(counting(container, calls))) {
      int before = reads(calls);
      List<HttpResponse<String>> answers =
          flood(
              host,
              PendingSession.SESSIONS + "/sess_" + "A".repeat(43),
              PendingSession.SESSIONS + "/" + "x".repeat(200));
      assertThat(answers).allMatch(answer -> answer.statusCode() == 404);
      assertThat(reads(calls) - before).isBetween(1, POLLS / 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void workspaceWithTooManySessionsHindersNoOther(Container container) throws Exception {
    HostSettings settings =
        HostSettings.in(container)
            .withRegistry(builder -> builder.maxPendingSessions(100, 100_000));
    try (Host host = Host.start(settings)) {
      for (int i = 0; i < 100; i++) {
        PendingSession.begin(host);
      }
      String body = "{\"integration_type\":\"acme\"}";
      HttpResponse<String> refused = host.client.post(PendingSession.SESSIONS, host.ours, body);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("retry-after")).isPresent();
      assertThat(Client.json(refused).path("code").textValue()).isEqualTo("overloaded");
      for (int i = 0; i < 100; i++) {
        HttpResponse<String> created = host.client.post(PendingSession.SESSIONS, host.others, body);
        assertThat(created.statusCode()).isEqualTo(201);
      }
    }
  }

  private static HostSettings counting(Container container, Faults calls) {
    return HostSettings.in(container)
        .withRegistry(
            builder ->
                builder
                    .stores(new FaultyStores(new MemoryStores(Clock.systemUTC()), calls))
                    .cipher(new PlainCipher()));
  }

  private static List<HttpResponse<String>> flood(Host host, String even, String odd) {
    return IntStream.range(0, POLLS)
        .parallel()
        .mapToObj(number -> poll(host, number % 2 == 0 ? even : odd))
        .toList();
  }

  private static HttpResponse<String> poll(Host host, String path) {
    try {
      return host.client.get(path, host.organisation);
    } catch (java.io.IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  /** A read by an organisation first finds the workspace. */
  private static int reads(Faults calls) {
    return calls.count("SessionStore.find") + calls.count("SessionStore.findWorkspace");
  }
}

package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.host.PendingSession;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A browser that arrives twice, at the same time, is connected once and is not frightened. */
class DoubleArrivalIT {
  private static final int ROUNDS = 200;

  @ParameterizedTest
  @EnumSource
  void twoArrivalsAtOnceMakeOneExchangeAndShowItsOutcome(Container container) throws Exception {
    ExecutorService browsers = Executors.newFixedThreadPool(2);
    try (Host host = Host.start(HostSettings.in(container))) {
      for (int round = 1; round <= ROUNDS; round++) {
        PendingSession session = PendingSession.begin(host);
        URI callback = host.user.approve(session.authorizeUrl());
        // Every other time the user has pressed Allow twice, so that there are two codes.
        URI again = round % 2 == 0 ? callback : host.user.approve(session.authorizeUrl());

        for (HttpResponse<String> page : arrive(browsers, session, List.of(callback, again))) {
          assertThat(page.statusCode()).as("round %s", round).isEqualTo(200);
          assertThat(page.body()).contains("Acme is connected");
        }
        assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(round);
        assertThat(session.status()).isEqualTo(SessionStatus.COMPLETE);
      }
      assertThat(host.service.codesSeen().values()).containsOnly(1);
    } finally {
      browsers.shutdownNow();
    }
  }

  private static List<HttpResponse<String>> arrive(
      ExecutorService browsers, PendingSession session, List<URI> urls) throws Exception {
    CyclicBarrier together = new CyclicBarrier(urls.size());
    List<Callable<HttpResponse<String>>> arrivals =
        urls.stream().map(url -> arrival(session, url, together)).toList();
    List<Future<HttpResponse<String>>> pages = browsers.invokeAll(arrivals);
    return List.of(pages.get(0).get(), pages.get(1).get());
  }

  private static Callable<HttpResponse<String>> arrival(
      PendingSession session, URI url, CyclicBarrier together) {
    return () -> {
      together.await(10, TimeUnit.SECONDS);
      return session.arrive(url);
    };
  }
}

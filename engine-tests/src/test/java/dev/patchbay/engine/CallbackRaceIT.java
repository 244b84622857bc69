package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.sandbox.Endpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CallbackRaceIT {
  private static final int THREADS = 32;
  private static final int ROUNDS = 20 * Integer.getInteger("patchbay.rounds", 10);

  @Test
  @Timeout(120)
  void ofManyEqualCallbacksOneExchangesAndTheOthersLearnTheOutcome() throws Exception {
    ExecutorService browsers = Executors.newFixedThreadPool(THREADS);
    try (TestHost host = TestHost.start()) {
      for (int round = 1; round <= ROUNDS; round++) {
        Session session = host.begin();
        List<CallbackResult> results = race(host, browsers, host.approve(session));

        assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(round);
        assertThat(results)
            .allMatch(result -> result.session().status() == SessionStatus.COMPLETE)
            .allMatch(result -> result.session().connectionId().isPresent());
        assertThat(results).filteredOn(result -> result.refusedWith().isEmpty()).hasSize(1);
        assertThat(results)
            .filteredOn(result -> result.refusedWith().isPresent())
            .allMatch(result -> result.refusedWith().get().equals("session_already_used"));
      }
      assertThat(host.connections()).hasSize(1);
      assertThat(host.service.codesSeen().values()).hasSize(ROUNDS).containsOnly(1);
    } finally {
      browsers.shutdownNow();
    }
  }

  private static List<CallbackResult> race(TestHost host, ExecutorService browsers, URI callback)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<CallbackResult>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      running.add(
          browsers.submit(
              () -> {
                start.await();
                return host.callback(callback);
              }));
    }
    List<CallbackResult> results = new ArrayList<>();
    for (Future<CallbackResult> one : running) {
      results.add(one.get());
    }
    return results;
  }
}

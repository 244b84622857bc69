package dev.patchbay.internal.http;

import static dev.patchbay.internal.http.Engines.AMPLE;
import static dev.patchbay.internal.http.Engines.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.http.HttpFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpCloseIT {

  @Test
  void endsWhatIsInFlight() throws Exception {
    try (RawServer server =
        RawServer.start(
            call -> {
              call.readRequest();
              call.stall();
            })) {
      HttpEngine engine = Engines.engine();
      CompletableFuture<HttpFailure> first = failureLater(engine, server.uri("/"));
      CompletableFuture<HttpFailure> second = failureLater(engine, server.uri("/"));
      Awaitility.await().until(() -> server.requests().size() == 2);
      engine.close();

      assertThat(List.of(first.get(5, TimeUnit.SECONDS), second.get(5, TimeUnit.SECONDS)))
          .allMatch(failure -> failure.kind() == Kind.CLOSED && failure.mayHaveBeenSent());
      Awaitility.await().until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void sendsNothingOfWhatWasStillOnItsWay() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    HttpSettings.Builder settings =
        HttpSettings.builder()
            .resolver(
                host -> {
                  asked.countDown();
                  await(answer);
                  return List.of(InetAddress.getLoopbackAddress());
                });
    try (RawServer server = RawServer.start(HttpEngineIT.answer(OK))) {
      HttpEngine engine = Engines.engine(settings);
      CompletableFuture<HttpFailure> failure =
          failureLater(engine, URI.create("http://localhost:" + server.port() + "/"));
      await(asked);
      engine.close();
      answer.countDown();

      assertThat(failure.get(5, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CLOSED);
      assertThat(failure.get().mayHaveBeenSent()).isFalse();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void sendsNothingOnceClosed() throws IOException {
    try (RawServer server = RawServer.start(HttpEngineIT.answer(OK))) {
      HttpEngine engine = Engines.engine();
      engine.close();
      HttpFailure failure = Engines.failureOf(engine, Engines.post(server.uri("/")), AMPLE);

      assertThat(failure.kind()).isEqualTo(Kind.CLOSED);
      assertThat(failure.mayHaveBeenSent()).isFalse();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void sendsNothingWithoutAScheduler() throws IOException {
    ScheduledExecutorService ended = Executors.newSingleThreadScheduledExecutor();
    ended.shutdown();
    try (RawServer server = RawServer.start(HttpEngineIT.answer(OK));
        HttpEngine engine = new HttpEngine(HttpSettings.defaults(), ended)) {
      HttpFailure failure = Engines.failureOf(engine, Engines.post(server.uri("/")), AMPLE);

      assertThat(failure.kind()).isEqualTo(Kind.CLOSED);
      assertThat(failure.mayHaveBeenSent()).isFalse();
      assertThat(server.connections()).isZero();
    }
  }

  private static CompletableFuture<HttpFailure> failureLater(HttpEngine engine, URI uri) {
    return CompletableFuture.supplyAsync(
        () -> Engines.failureOf(engine, Engines.post(uri), AMPLE), HttpCloseIT::startDaemon);
  }

  private static void startDaemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  private static void await(CountDownLatch latch) throws UnknownHostException {
    try {
      if (!latch.await(5, TimeUnit.SECONDS)) {
        throw new UnknownHostException("The test did not go on");
      }
    } catch (InterruptedException cause) {
      throw new UnknownHostException("The test was interrupted");
    }
  }
}

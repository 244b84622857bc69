package dev.patchbay.internal.http;

import static dev.patchbay.internal.http.Engines.AMPLE;
import static dev.patchbay.internal.http.Engines.HASTY;
import static dev.patchbay.internal.http.Engines.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.HostResolver;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.http.HttpFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpDeadlineIT {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final HttpEngine engine = Engines.engine();

  /** Loading HttpClient for the first time must not count against a deadline of a test. */
  @BeforeAll
  static void warmUp() throws Exception {
    try (RawServer server = RawServer.start(HttpEngineIT.answer(OK));
        HttpEngine first = Engines.engine()) {
      first.send(Engines.post(server.uri("/")), AMPLE);
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  static Stream<Named<RawServer.Script>> stalls() {
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    return Stream.of(
        Named.of("at accept", RawCall::stall),
        Named.of("after the request", stallAfter("")),
        Named.of("in the status line", stallAfter("HTTP/1.1 2")),
        Named.of("after the status line", stallAfter("HTTP/1.1 200 OK\r\n")),
        Named.of("in a header", stallAfter("HTTP/1.1 200 OK\r\nContent-Le")),
        Named.of("in the body", stallAfter(OK.substring(0, OK.length() - 1))),
        Named.of("in a chunk", stallAfter(chunked + "2\r\n{")),
        Named.of("before the last chunk", stallAfter(chunked + "2\r\n{}\r\n")),
        Named.of("before the end of the stream", stallAfter("HTTP/1.1 200 OK\r\n\r\n{}")),
        Named.of("a byte at a time in the header", trickleAfter("", OK)),
        Named.of("a line at a time in the header", HttpDeadlineIT::linewise),
        Named.of("a byte at a time in the body", trickleAfter(chunked, "1\r\n{\r\n".repeat(99))),
        Named.of("with interim answers", HttpDeadlineIT::interim));
  }

  @ParameterizedTest
  @MethodSource("stalls")
  void endsAtTheDeadline(RawServer.Script script) throws IOException {
    try (RawServer server = RawServer.start(script)) {
      HttpFailure failure = hastyFailure(engine, Engines.post(server.uri("/?code=c0de")));

      assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
      assertThat(failure.mayHaveBeenSent()).isTrue();
      assertThat(failure.getMessage()).contains("127.0.0.1", "PT0.3S").doesNotContain("c0de");
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.requests()).hasSizeLessThanOrEqualTo(1);
      Awaitility.await().until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void endsAtTheDeadlineThoughTheServerDoesNotTakeTheRequest() throws IOException {
    try (RawServer server = RawServer.start(call -> call.pause(SOON))) {
      ApiRequest large =
          ApiRequest.builder("POST", server.uri("/"))
              .json(Map.of("a", "b".repeat(16 * 1024 * 1024)))
              .build();

      assertThat(hastyFailure(engine, large).kind()).isEqualTo(Kind.TIMED_OUT);
    }
  }

  @Test
  void sendsNothingIfTheHandshakeStalls() throws IOException {
    try (RawServer server = RawServer.start(RawCall::stall)) {
      URI uri = URI.create("https://127.0.0.1:" + server.port() + "/");
      HttpFailure failure = hastyFailure(engine, Engines.post(uri));

      assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
      assertThat(failure.mayHaveBeenSent()).isFalse();
      Awaitility.await().until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void sendsNothingAfterALookupThatOutlivedTheDeadline() throws IOException {
    try (RawServer server = RawServer.start(HttpEngineIT.answer(OK));
        HttpEngine slow = Engines.engine(HttpSettings.builder().resolver(slowResolver()))) {
      URI uri = URI.create("http://localhost:" + server.port() + "/");
      HttpFailure failure = hastyFailure(slow, Engines.post(uri));

      assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
      assertThat(failure.mayHaveBeenSent()).isFalse();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void sendsNothingAfterTheDeadlineThoughTheSchedulerIsLate() throws Exception {
    ScheduledExecutorService stuck = Executors.newSingleThreadScheduledExecutor();
    CountDownLatch release = new CountDownLatch(1);
    stuck.execute(() -> awaitQuietly(release));
    HttpSettings settings = HttpSettings.builder().resolver(slowResolver()).build();
    try (RawServer server = RawServer.start(HttpEngineIT.answer(OK));
        HttpEngine late = new HttpEngine(settings, stuck)) {
      URI uri = URI.create("http://localhost:" + server.port() + "/");
      HttpFailure failure = hastyFailure(late, Engines.post(uri));

      assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
      assertThat(failure.mayHaveBeenSent()).isFalse();
      assertThat(server.receivedBytes()).isZero();
    } finally {
      release.countDown();
      stuck.shutdownNow();
    }
  }

  @Test
  void endsAtTheDeadlineWhileConnecting() throws IOException {
    try (FullListener server = new FullListener()) {
      HttpFailure failure = hastyFailure(engine, Engines.post(server.uri()));

      assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
      assertThat(failure.mayHaveBeenSent()).isFalse();
    }
  }

  @Test
  void givesUpOnAnAddressAfterTheConnectTimeout() throws IOException {
    HttpSettings.Builder settings = HttpSettings.builder().connectTimeout(Duration.ofMillis(200));
    try (FullListener server = new FullListener();
        HttpEngine brisk = Engines.engine(settings)) {
      HttpFailure failure =
          assertTimeoutPreemptively(
              SOON, () -> Engines.failureOf(brisk, Engines.post(server.uri()), AMPLE));

      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure.mayHaveBeenSent()).isFalse();
    }
  }

  @Test
  void leavesNoThreadAndNoConnectionBehind() throws IOException {
    HttpLimits tiny = new HttpLimits(Duration.ofMillis(20), 1024);
    try (RawServer server = RawServer.start(RawCall::stall)) {
      Engines.failureOf(engine, Engines.post(server.uri("/")), tiny);
      Set<Thread> before = threads();
      for (int i = 0; i < 100; i++) {
        HttpFailure failure = Engines.failureOf(engine, Engines.post(server.uri("/")), tiny);
        assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
      }

      assertThat(before).containsAll(threads());
      Awaitility.await().until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void answersInTimeAreNotTouched() throws Exception {
    try (RawServer server = RawServer.start(HttpEngineIT.answer(OK))) {
      for (int i = 0; i < 20; i++) {
        assertThat(engine.send(Engines.get(server.uri("/")), AMPLE).text()).isEqualTo("{}");
      }
    }
  }

  private static HttpFailure hastyFailure(HttpEngine engine, ApiRequest request) {
    return assertTimeoutPreemptively(SOON, () -> Engines.failureOf(engine, request, HASTY));
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().startsWith(RawServer.THREAD_PREFIX))
        .collect(Collectors.toSet());
  }

  private static RawServer.Script stallAfter(String part) {
    return trickleAfter(part, "");
  }

  private static RawServer.Script trickleAfter(String part, String trickle) {
    return call -> {
      call.readRequest();
      call.send(part);
      call.trickle(trickle, PAUSE);
      call.stall();
    };
  }

  private static void linewise(RawCall call) throws IOException {
    call.readRequest();
    call.send("HTTP/1.1 200 OK\r\n");
    for (; ; ) {
      call.send("X: y\r\n");
      call.pause(PAUSE);
    }
  }

  private static void interim(RawCall call) throws IOException {
    call.readRequest();
    for (; ; ) {
      call.send("HTTP/1.1 103 Early Hints\r\n\r\n");
      call.pause(Duration.ofMillis(10));
    }
  }

  private static HostResolver slowResolver() {
    return host -> {
      try {
        new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
      } catch (InterruptedException cause) {
        throw new UnknownHostException(host);
      }
      return List.of(InetAddress.getLoopbackAddress());
    };
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }
}

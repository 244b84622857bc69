package dev.patchbay.internal.http;

import static dev.patchbay.internal.http.Engines.AMPLE;
import static dev.patchbay.internal.http.Engines.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.HostResolver;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.http.HttpFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpFaultIT {
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
  private static final String LONG = "x".repeat(17 * 1024);

  private final HttpEngine engine = Engines.engine();

  @AfterEach
  void close() {
    engine.close();
  }

  static Stream<Arguments> faults() {
    return Stream.of(breaks(), nonsense(), excess()).flatMap(faults -> faults);
  }

  private static Stream<Arguments> breaks() {
    return Stream.of(
        fault("closes before reading", Kind.TRUNCATED, call -> {}),
        fault("closes without reply", Kind.TRUNCATED, RawCall::readRequest),
        fault("resets without reply", Kind.TRUNCATED, resetAfter("")),
        fault("resets in the header", Kind.TRUNCATED, resetAfter("HTTP/1.1 200 OK\r\nCont")),
        fault("resets in the body", Kind.TRUNCATED, resetAfter(OK.substring(0, OK.length() - 1))));
  }

  private static Stream<Arguments> nonsense() {
    String head = "HTTP/1.1 200 OK\r\n";
    String gzip = "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n";
    return Stream.of(
        saying("no HTTP", Kind.TRUNCATED, "hello\r\n\r\n"),
        saying("HTTP/2", Kind.TRUNCATED, "HTTP/2 200 OK\r\n\r\n"),
        saying("a status that is none", Kind.TRUNCATED, "HTTP/1.1 99 Low\r\n\r\n"),
        saying("a bad length", Kind.TRUNCATED, head + "Content-Length: x\r\n\r\n"),
        saying("a negative length", Kind.TRUNCATED, head + "Content-Length: -1\r\n\r\n"),
        saying(
            "two lengths",
            Kind.TRUNCATED,
            head + "Content-Length: 2\r\nContent-Length: 1\r\n\r\n{}"),
        saying("an unknown framing", Kind.TRUNCATED, head + gzip),
        saying("a bad chunk", Kind.TRUNCATED, head + CHUNKED + "zz\r\n{}\r\n0\r\n\r\n"));
  }

  private static Stream<Arguments> excess() {
    String head = "HTTP/1.1 200 OK\r\n";
    String many = "X: y\r\n".repeat(101) + "\r\n";
    return Stream.of(
        saying("a long line", Kind.TOO_LARGE, head + "X: " + LONG + "\r\n\r\n"),
        saying("many headers", Kind.TOO_LARGE, head + many),
        saying("many trailers", Kind.TOO_LARGE, head + CHUNKED + "0\r\n" + many),
        fault("sends an endless body", Kind.TOO_LARGE, endless("Transfer-Encoding: chunked")),
        fault("announces 10 GiB", Kind.TOO_LARGE, endless("Content-Length: 10737418240")),
        fault("sends without announcing", Kind.TOO_LARGE, endless("X: y")),
        fault("sends a bomb", Kind.ENCODED, endless("Content-Encoding: gzip")));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void sendsAtMostOnceAndSaysThatItMayHave(Kind kind, RawServer.Script script) throws IOException {
    try (RawServer server = RawServer.start(script)) {
      HttpFailure failure =
          Engines.failureOf(engine, Engines.post(server.uri("/x?code=c0de")), AMPLE);

      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure.mayHaveBeenSent()).isTrue();
      assertThat(failure).hasMessageContaining("127.0.0.1").hasNoCause();
      assertThat(failure.getMessage()).doesNotContain("c0de", "200", "hello");
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.requests()).hasSizeLessThanOrEqualTo(1);
      Awaitility.await().until(() -> server.openConnections() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 304, 305, 307, 308})
  void followsNoRedirect(int status) throws IOException {
    try (RawServer target = RawServer.start(HttpEngineIT.answer(OK));
        RawServer server =
            RawServer.start(
                HttpEngineIT.answer(
                    "HTTP/1.1 %d Elsewhere\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                        .formatted(status, target.uri("/?t0ken"))))) {
      HttpFailure failure = Engines.failureOf(engine, Engines.post(server.uri("/")), AMPLE);

      assertThat(failure.kind()).isEqualTo(Kind.REDIRECTED);
      assertThat(failure.mayHaveBeenSent()).isTrue();
      assertThat(failure.getMessage()).doesNotContain("t0ken");
      assertThat(server.requests()).hasSize(1);
      assertThat(target.connections()).isZero();
    }
  }

  @Test
  void knowsThatNothingWasSentIfTheConnectionWasRefused() throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0)) {
      port = unused.getLocalPort();
    }
    URI uri = URI.create("http://127.0.0.1:" + port + "/?code=c0de");
    HttpFailure failure = Engines.failureOf(engine, Engines.post(uri), AMPLE);

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure.mayHaveBeenSent()).isFalse();
    assertThat(failure.getMessage()).contains("127.0.0.1").doesNotContain("c0de");
  }

  static Stream<HostResolver> badResolvers() {
    return Stream.of(
        host -> {
          throw new UnknownHostException("c0de");
        },
        host -> {
          throw new IllegalStateException("c0de");
        },
        host -> List.of());
  }

  @ParameterizedTest
  @MethodSource("badResolvers")
  void knowsThatNothingWasSentIfTheLookupFailed(HostResolver resolver) throws IOException {
    try (HttpEngine lost = Engines.engine(HttpSettings.builder().resolver(resolver))) {
      URI uri = URI.create("https://auth.example/");
      HttpFailure failure = Engines.failureOf(lost, Engines.post(uri), AMPLE);

      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure.mayHaveBeenSent()).isFalse();
      assertThat(failure.getMessage()).contains("auth.example").doesNotContain("c0de");
    }
  }

  @Test
  void takesAnEmptyLookupForAnUnknownHost() throws IOException {
    try (HttpEngine lost = Engines.engine(HttpSettings.builder().resolver(host -> List.of()))) {
      URI uri = URI.create("https://auth.example/");

      assertThat(Engines.failureOf(lost, Engines.post(uri), AMPLE))
          .hasMessageContaining("UnknownHostException");
    }
  }

  @Test
  void triesTheNextAddressButSendsOnce() throws Exception {
    List<InetAddress> addresses =
        List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getLoopbackAddress());
    try (RawServer server = RawServer.start(HttpEngineIT.answer(OK));
        HttpEngine stubborn = Engines.engine(HttpSettings.builder().resolver(host -> addresses))) {
      URI uri = URI.create("http://localhost:" + server.port() + "/");
      assertThat(stubborn.send(Engines.post(uri), AMPLE).text()).isEqualTo("{}");
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static Arguments fault(String name, Kind kind, RawServer.Script script) {
    return Arguments.of(Named.of(name + " is " + kind, kind), script);
  }

  private static Arguments saying(String name, Kind kind, String answer) {
    return fault("says " + name, kind, HttpEngineIT.answer(answer));
  }

  private static RawServer.Script resetAfter(String part) {
    return call -> {
      call.readRequest();
      call.send(part);
      call.reset();
    };
  }

  private static RawServer.Script endless(String framing) {
    return call -> {
      call.readRequest();
      call.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
      for (; ; ) {
        call.send("ffff\r\n" + "0".repeat(0xffff) + "\r\n");
      }
    };
  }
}

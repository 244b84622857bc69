package dev.patchbay.internal.http;

import static dev.patchbay.internal.http.Engines.AMPLE;
import static dev.patchbay.internal.http.Engines.HASTY;
import static dev.patchbay.internal.http.Engines.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.http.HttpFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpProxyIT {
  private static final String TUNNEL = "HTTP/1.1 200 Connection established\r\n\r\n";

  private static TestAuthority authority;

  @BeforeAll
  static void makeCertificates(@TempDir Path directory) throws IOException {
    authority = TestAuthority.in(directory);
  }

  @Test
  void tunnelsSoThatTheProxySeesTheHostOnly() throws Exception {
    List<String> resolved = new CopyOnWriteArrayList<>();
    try (RawServer server = RawServer.start(HttpEngineIT.answer(OK), authority.server());
        RawServer proxy = RawServer.start(tunnelTo(server, TUNNEL));
        HttpEngine engine = through("proxy.example", proxy, resolved)) {
      URI uri = URI.create("https://localhost:" + server.port() + "/?code=c0de");

      assertThat(engine.send(Engines.post(uri), AMPLE).text()).isEqualTo("{}");
      assertThat(server.requests()).hasSize(1);
      assertThat(proxy.requests())
          .singleElement()
          .asString()
          .startsWith("CONNECT localhost:" + server.port() + " HTTP/1.1\r\n")
          .doesNotContain("c0de");
      assertThat(resolved).containsExactly("proxy.example");
    }
  }

  @Test
  void neverTakesWhatTheProxySaysBehindItsAnswerForTheServices() throws Exception {
    String forged = TUNNEL + OK.replace("{}", "[]");
    try (RawServer server = RawServer.start(HttpEngineIT.answer(OK), authority.server());
        RawServer proxy = RawServer.start(tunnelTo(server, forged));
        HttpEngine engine = through("proxy.example", proxy, new CopyOnWriteArrayList<>())) {
      HttpFailure failure = Engines.failureOf(engine, Engines.post(server.uri("/")), AMPLE);

      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure.mayHaveBeenSent()).isFalse();
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 407 Auth\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 99999\r\n\r\n{}",
        "hello\r\n",
        ""
      })
  void neverTakesTheProxysRefusalForTheServicesAnswer(String answer) throws Exception {
    try (RawServer proxy = RawServer.start(HttpEngineIT.answer(answer));
        HttpEngine engine = through("127.0.0.1", proxy, new CopyOnWriteArrayList<>())) {
      URI uri = URI.create("https://auth.example/?code=c0de");
      HttpFailure failure = Engines.failureOf(engine, Engines.post(uri), AMPLE);

      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure.mayHaveBeenSent()).isFalse();
      assertThat(failure.getMessage()).contains("auth.example").doesNotContain("c0de");
      assertThat(proxy.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200", TUNNEL})
  void sendsNothingIfTheProxyStalls(String answer) throws Exception {
    RawServer.Script stalling =
        call -> {
          call.readRequest();
          call.send(answer);
          call.stall();
        };
    try (RawServer proxy = RawServer.start(stalling);
        HttpEngine engine = through("127.0.0.1", proxy, new CopyOnWriteArrayList<>())) {
      URI uri = URI.create("https://auth.example/");
      HttpFailure failure = Engines.failureOf(engine, Engines.post(uri), HASTY);

      assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
      assertThat(failure.mayHaveBeenSent()).isFalse();
    }
  }

  @Test
  void keepsPlainLoopbackAwayFromTheProxy() throws Exception {
    try (RawServer server = RawServer.start(HttpEngineIT.answer(OK));
        RawServer proxy = RawServer.start(HttpEngineIT.answer(OK));
        HttpEngine engine = through("127.0.0.1", proxy, new CopyOnWriteArrayList<>())) {
      engine.send(Engines.get(server.uri("/")), AMPLE);

      assertThat(server.requests()).hasSize(1);
      assertThat(proxy.connections()).isZero();
    }
  }

  private static HttpEngine through(String name, RawServer proxy, List<String> resolved)
      throws Exception {
    return Engines.engine(
        HttpSettings.builder()
            .sslContext(authority.client())
            .proxy(InetSocketAddress.createUnresolved(name, proxy.port()))
            .resolver(
                host -> {
                  resolved.add(host);
                  return List.of(InetAddress.getLoopbackAddress());
                }));
  }

  private static RawServer.Script tunnelTo(RawServer server, String answer) {
    return call -> {
      call.readRequest();
      try (Socket onward = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        call.send(answer);
        Thread back =
            new Thread(() -> copy(onward, call.socket()), RawServer.THREAD_PREFIX + "pump");
        back.setDaemon(true);
        back.start();
        copy(call.socket(), onward);
      }
    };
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException over) {
      // One side left; the script closes both.
    }
  }
}

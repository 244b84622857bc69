package dev.patchbay.internal.http;

import static dev.patchbay.internal.http.Engines.AMPLE;
import static dev.patchbay.internal.http.Engines.HASTY;
import static dev.patchbay.internal.http.Engines.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.http.HttpFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpTlsIT {
  private static final RawServer.Script ANSWER = HttpEngineIT.answer(OK);

  private static TestAuthority authority;
  private static TestAuthority stranger;

  @BeforeAll
  static void makeCertificates(@TempDir Path one, @TempDir Path other) throws IOException {
    authority = TestAuthority.in(one);
    stranger = TestAuthority.in(other);
  }

  @Test
  void trustsTheAuthorityOfTheContext() throws Exception {
    try (RawServer server = RawServer.start(ANSWER, authority.server());
        HttpEngine engine = trusting(authority)) {
      assertThat(engine.send(Engines.post(server.uri("/")), AMPLE).text()).isEqualTo("{}");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void doesNotWaitForAServerThatStaysAfterItsAnswer(String protocol) throws Exception {
    RawServer.Script staying =
        call -> {
          ((SSLSocket) call.socket()).setEnabledProtocols(new String[] {protocol});
          call.readRequest();
          call.send(OK);
          call.pause(Duration.ofSeconds(9));
        };
    try (RawServer server = RawServer.start(staying, authority.server());
        HttpEngine engine = trusting(authority)) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(5), () -> engine.send(Engines.post(server.uri("/")), AMPLE));
    }
  }

  @Test
  void refusesAnAuthorityThatTheJvmDoesNotKnow() throws Exception {
    refuses(authority.server(), Engines.engine());
  }

  @Test
  void refusesAnotherAuthority() throws Exception {
    refuses(authority.server(), trusting(stranger));
  }

  @Test
  void refusesASelfSignedCertificate() throws Exception {
    refuses(stranger.selfSignedServer(), trusting(authority));
  }

  @Test
  void refusesACertificateOfAnotherHost() throws Exception {
    refuses(authority.serverOfOtherHost(), trusting(authority));
  }

  @Test
  void refusesAnExpiredCertificate() throws Exception {
    refuses(authority.expiredServer(), trusting(authority));
  }

  @Test
  void refusesACertificateOfAnotherHostThoughTheTrustManagerTakesAnything() throws Exception {
    SSLContext credulous = SSLContext.getInstance("TLS");
    credulous.init(null, new TrustManager[] {new CredulousTrust()}, null);

    refuses(
        authority.serverOfOtherHost(),
        Engines.engine(HttpSettings.builder().sslContext(credulous)));
  }

  @Test
  void checksTheNameThatWasAskedForAndNotTheAddress() throws Exception {
    HttpSettings.Builder settings =
        HttpSettings.builder()
            .sslContext(authority.client())
            .resolver(host -> List.of(InetAddress.getLoopbackAddress()));
    try (RawServer server = RawServer.start(ANSWER, authority.server());
        HttpEngine engine = Engines.engine(settings)) {
      URI uri = URI.create("https://auth.example:" + server.port() + "/");

      assertUnsent(Engines.failureOf(engine, Engines.post(uri), AMPLE));
      assertThat(server.receivedBytes()).isZero();
    }
  }

  @Test
  void refusesAServerThatChoosesAnOldProtocol() throws Exception {
    // A server hello that picks TLS 1.1: JSSE's own servers no longer do.
    String hello = "16 03 02 00 2a 02 00 00 26 03 02 " + "00 ".repeat(32) + "00 c0 13 00";
    byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hello);
    try (RawServer server =
            RawServer.start(
                call -> {
                  call.send(bytes);
                  call.stall();
                });
        HttpEngine engine = trusting(authority)) {
      URI uri = URI.create("https://127.0.0.1:" + server.port() + "/");

      assertUnsent(Engines.failureOf(engine, Engines.post(uri), AMPLE));
    }
  }

  @Test
  void refusesAServerWithoutTls() throws Exception {
    try (RawServer server = RawServer.start(ANSWER);
        HttpEngine engine = trusting(authority)) {
      URI uri = URI.create("https://127.0.0.1:" + server.port() + "/");
      HttpFailure failure = Engines.failureOf(engine, Engines.post(uri), HASTY);

      assertThat(failure.mayHaveBeenSent()).isFalse();
      assertThat(server.requests()).isEmpty();
    }
  }

  private static HttpEngine trusting(TestAuthority authority) throws Exception {
    return Engines.engine(HttpSettings.builder().sslContext(authority.client()));
  }

  private static void refuses(SSLContext identity, HttpEngine engine) throws IOException {
    try (engine;
        RawServer server = RawServer.start(ANSWER, identity)) {
      assertUnsent(Engines.failureOf(engine, Engines.post(server.uri("/")), AMPLE));
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.receivedBytes()).isZero();
    }
  }

  private static void assertUnsent(HttpFailure failure) {
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure.mayHaveBeenSent()).isFalse();
    assertThat(failure.getMessage()).contains("SSL").doesNotContain("c0de");
  }
}

package dev.patchbay.internal.http;

import static dev.patchbay.internal.http.Engines.AMPLE;
import static dev.patchbay.internal.http.Engines.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.HttpSettings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpEngineIT {
  private final HttpEngine engine = Engines.engine();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void returnsStatusHeadersAndBody() throws Exception {
    try (RawServer server =
        answering(
            "HTTP/1.1 404 Not Found\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 9\r\n\r\n{\"a\":\"b\"}")) {
      ApiReply reply = engine.send(Engines.get(server.uri("/")), AMPLE);

      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.header("X-a")).contains("1");
      assertThat(reply.json().at("a").text()).contains("b");
    }
  }

  @Test
  void readsChunkedAndCloseDelimitedBodies() throws Exception {
    String chunks =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n01\r\n}\r\n0\r\n\r\n";
    try (RawServer chunked = answering(chunks);
        RawServer closing = answering("HTTP/1.0 200 OK\r\n\r\n{}")) {
      assertThat(engine.send(Engines.get(chunked.uri("/")), AMPLE).text()).isEqualTo("{}");
      assertThat(engine.send(Engines.get(closing.uri("/")), AMPLE).text()).isEqualTo("{}");
    }
  }

  @Test
  void readsAnswersWithoutBody() throws Exception {
    try (RawServer server =
        answering("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n")) {
      ApiReply reply = engine.send(Engines.get(server.uri("/")), AMPLE);

      assertThat(reply.status()).isEqualTo(204);
      assertThat(reply.text()).isEmpty();
    }
  }

  @Test
  void sendsAFormWithItsLengthAndNothingThatWasNotAskedFor() throws Exception {
    try (RawServer server = answering(OK)) {
      engine.send(Engines.post(server.uri("/token?a=%2F&b=+")), AMPLE);

      assertThat(server.requests())
          .singleElement()
          .asString()
          .startsWith("POST /token?a=%2F&b=+ HTTP/1.1\r\n")
          .endsWith("\r\n\r\ncode=c0de");
      assertThat(headers(server))
          .containsOnly(
              Map.entry("host", "127.0.0.1:" + server.port()),
              Map.entry("accept", "application/json"),
              Map.entry("accept-encoding", "identity"),
              Map.entry("user-agent", "patchbay"),
              Map.entry("content-type", "application/x-www-form-urlencoded"),
              Map.entry("content-length", "9"),
              Map.entry("connection", "close"));
    }
  }

  @Test
  void letsTheRequestChooseWhatItAcceptsAndIsCalledButNotTheEncoding() throws Exception {
    try (RawServer server = answering(OK)) {
      ApiRequest request =
          ApiRequest.builder("GET", server.uri("/"))
              .header("accept", "text/plain")
              .header("USER-AGENT", "octopus")
              .header("Accept-Encoding", "gzip")
              .build();
      engine.send(request, AMPLE);

      assertThat(headers(server))
          .containsEntry("accept", "text/plain")
          .containsEntry("user-agent", "octopus")
          .containsEntry("accept-encoding", "identity");
    }
  }

  @Test
  void callsItselfAsTheSettingsSay() throws Exception {
    try (RawServer server = answering(OK);
        HttpEngine named = Engines.engine(HttpSettings.builder().userAgent("acme/1"))) {
      named.send(Engines.get(server.uri("/")), AMPLE);

      assertThat(headers(server)).containsEntry("user-agent", "acme/1");
    }
  }

  @Test
  void sendsADeleteWithBody() throws Exception {
    try (RawServer server = answering(OK)) {
      engine.send(
          ApiRequest.builder("DELETE", server.uri("/grant")).json(Map.of("t", "x")).build(), AMPLE);

      assertThat(server.requests().get(0)).startsWith("DELETE ").endsWith("\r\n\r\n{\"t\":\"x\"}");
      assertThat(headers(server)).containsEntry("content-type", "application/json");
    }
  }

  @Test
  void saysThatAPostWithoutBodyIsEmpty() throws Exception {
    try (RawServer server = answering(OK)) {
      engine.send(ApiRequest.builder("POST", server.uri("/")).build(), AMPLE);

      assertThat(headers(server)).containsEntry("content-length", "0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"//other.example/a", "/%C3%A4?q=%20&r[]=1", "/a//b/../c", ""})
  void sendsTheTargetAsItIs(String target) throws Exception {
    try (RawServer server = answering(OK)) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + target.replace("[]", "%5B%5D"));
      engine.send(Engines.get(uri), AMPLE);

      String expected = target.isEmpty() ? "/" : target.replace("[]", "%5B%5D");
      assertThat(server.requests().get(0)).startsWith("GET " + expected + " HTTP/1.1\r\n");
      assertThat(headers(server)).containsEntry("host", "127.0.0.1:" + server.port());
    }
  }

  @Test
  void usesEachConnectionOnceThoughTheServerWouldKeepIt() throws Exception {
    try (RawServer server =
        RawServer.start(
            call -> {
              for (; ; ) {
                call.readRequest();
                call.send(OK);
              }
            })) {
      for (int i = 0; i < 3; i++) {
        engine.send(Engines.post(server.uri("/")), AMPLE);
      }

      assertThat(server.connections()).isEqualTo(3);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void ignoresCookies() throws Exception {
    try (RawServer server =
        answering("HTTP/1.1 200 OK\r\nSet-Cookie: sid=1\r\nContent-Length: 0\r\n\r\n")) {
      engine.send(Engines.get(server.uri("/")), AMPLE);
      engine.send(Engines.get(server.uri("/")), AMPLE);

      assertThat(server.requests()).hasSize(2).noneMatch(request -> request.contains("sid"));
    }
  }

  @Test
  void doesNotAnswerAChallenge() throws Exception {
    try (RawServer server =
        answering(
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(engine.send(Engines.get(server.uri("/")), AMPLE).status()).isEqualTo(401);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void doesNotRepeatARequestThatTheServiceWantsLater() throws Exception {
    try (RawServer server =
        answering(
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(engine.send(Engines.get(server.uri("/")), AMPLE).status()).isEqualTo(503);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void reachesIpv6Loopback() throws Exception {
    try (RawServer server = RawServer.startOnEveryAddress(answer(OK))) {
      engine.send(Engines.get(URI.create("http://[::1]:" + server.port() + "/")), AMPLE);

      assertThat(headers(server)).containsEntry("host", "[::1]:" + server.port());
    }
  }

  @Test
  void refusesPlainHttpWhoseLoopbackNameLeadsElsewhere() throws Exception {
    try (RawServer server = RawServer.startOnEveryAddress(answer(OK));
        HttpEngine misled =
            Engines.engine(
                HttpSettings.builder().resolver(host -> OwnAddresses.beyondLoopback()))) {
      URI uri = URI.create("http://localhost:" + server.port() + "/");
      HttpFailure failure = Engines.failureOf(misled, Engines.post(uri), AMPLE);

      assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.UNREACHABLE);
      assertThat(failure.mayHaveBeenSent()).isFalse();
      assertThat(server.receivedBytes()).isZero();
    }
  }

  static RawServer.Script answer(String answer) {
    return call -> {
      call.readRequest();
      call.send(answer);
    };
  }

  private static RawServer answering(String answer) throws Exception {
    return RawServer.start(answer(answer));
  }

  private static Map<String, String> headers(RawServer server) {
    Map<String, String> headers = new LinkedHashMap<>();
    String head = server.requests().get(0).split("\r\n\r\n", 2)[0];
    for (String line : head.lines().skip(1).toList()) {
      String[] parts = line.split(": ", 2);
      assertThat(headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1])).isNull();
    }
    return headers;
  }
}

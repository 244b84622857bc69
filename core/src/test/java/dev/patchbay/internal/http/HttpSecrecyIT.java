package dev.patchbay.internal.http;

import static dev.patchbay.internal.http.Engines.AMPLE;
import static dev.patchbay.internal.http.Engines.HASTY;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.HttpSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Every logger is at TRACE, and everything that is secret contains "s3cret". */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpSecrecyIT {
  private static final String SECRET = "s3cret";
  private static TestAuthority authority;

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level levelBefore = root.getLevel();
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  @BeforeAll
  static void makeCertificates(@TempDir Path directory) throws Exception {
    authority = TestAuthority.in(directory);
  }

  @BeforeEach
  void listen() {
    events.start();
    root.addAppender(events);
    root.setLevel(Level.TRACE);
  }

  @AfterEach
  void stopListening() {
    root.setLevel(levelBefore);
    root.detachAppender(events);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 s3cret\r\nX-A: s3cret\r\nSet-Cookie: s3cret=s3cret\r\n\r\n{\"t\":\"s3cret\"}",
        "HTTP/1.1 302 s3cret\r\nLocation: https://127.0.0.1/?s3cret\r\n\r\n",
        "HTTP/1.1 401 s3cret\r\nWWW-Authenticate: Basic realm=s3cret\r\n\r\ns3cret",
        "HTTP/1.1 200 OK\r\nContent-Encoding: s3cret\r\n\r\ns3cret",
        "HTTP/1.1 200 OK\r\nContent-Length: s3cret\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: s3cret\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\ns3cret\r\n",
        "HTTP/1.1 200 OK\r\ns3cret\r\n\r\n",
        "HTTP/1.1 101 s3cret\r\nUpgrade: s3cret\r\n\r\n",
        "s3cret\r\n\r\n",
        ""
      })
  void logsNothingOfRequestOrAnswer(String answer) throws Exception {
    RawServer.Script script = HttpEngineIT.answer(answer);
    try (RawServer plain = RawServer.start(script);
        RawServer secure = RawServer.start(script, authority.server());
        HttpEngine engine = engine()) {
      for (RawServer server : List.of(plain, secure)) {
        HttpFailure failure = Engines.failureOf(engine, secretTo(server.uri(path())), AMPLE);

        assertThat(server.requests()).singleElement().asString().contains(SECRET);
        assertThat(failure == null ? "" : failure.toString()).doesNotContain(SECRET);
      }
    }
    assertNothingIsToldYetSomethingWasLogged();
  }

  @Test
  void logsNothingOfACallThatTimesOutOrIsRefused() throws Exception {
    try (RawServer stalling = RawServer.start(RawCall::stall);
        RawServer stranger = RawServer.start(RawCall::stall, authority.serverOfOtherHost());
        HttpEngine engine = engine()) {
      Engines.failureOf(engine, secretTo(stalling.uri(path())), HASTY);
      Engines.failureOf(engine, secretTo(stranger.uri(path())), HASTY);
    }
    assertNothingIsToldYetSomethingWasLogged();
  }

  private void assertNothingIsToldYetSomethingWasLogged() {
    assertThat(events.list)
        .anyMatch(event -> event.getLoggerName().startsWith("org.apache.hc.client5"))
        .noneMatch(event -> event.getFormattedMessage().contains(SECRET))
        .noneMatch(event -> trace(event).contains(SECRET));
  }

  private static String trace(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return thrown == null ? "" : ThrowableProxyUtil.asString(thrown);
  }

  private static HttpEngine engine() throws Exception {
    return Engines.engine(HttpSettings.builder().sslContext(authority.client()));
  }

  private static String path() {
    return "/" + SECRET + "?code=" + SECRET;
  }

  private static ApiRequest secretTo(URI uri) {
    return ApiRequest.builder("POST", uri)
        .header("Authorization", "Bearer " + SECRET)
        .header("Cookie", "a=" + SECRET)
        .form(Map.of("refresh_token", SECRET))
        .build();
  }
}

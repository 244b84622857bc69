package dev.patchbay.internal.http;

import static dev.patchbay.internal.http.Engines.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.http.HttpSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpStreamIT {
  private static final String BODY = "0123456789";
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + BODY;

  @Test
  void whatWasLookedAtIsReadAgain() throws Exception {
    try (RawServer server = RawServer.start(HttpEngineIT.answer(ANSWER));
        HttpEngine engine = Engines.engine();
        HttpStream stream = engine.open(Engines.get(server.uri("/")), AMPLE)) {
      assertThat(stream.peek(9).text()).isEmpty();
      assertThat(stream.peek(10).text()).isEqualTo(BODY);

      assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(BODY);
    }
  }

  @Test
  void streamsOverTls(@TempDir Path keys) throws Exception {
    TestAuthority authority = TestAuthority.in(keys);
    try (RawServer server = RawServer.start(HttpEngineIT.answer(ANSWER), authority.server());
        HttpEngine engine = Engines.engine(HttpSettings.builder().sslContext(authority.client()));
        HttpStream stream = engine.open(Engines.get(server.uri("/")), AMPLE)) {
      assertThat(stream.body().readAllBytes()).hasSize(10);
    }
  }

  @Test
  void closingTheEngineEndsAStream() throws Exception {
    try (RawServer server =
        RawServer.start(
            call -> {
              call.readRequest();
              call.send(ANSWER.substring(0, ANSWER.length() - 1));
              call.stall();
            })) {
      HttpEngine engine = Engines.engine();
      HttpStream stream = engine.open(Engines.get(server.uri("/")), AMPLE);
      assertThat(stream.body().readNBytes(9)).hasSize(9);
      engine.close();

      assertThatThrownBy(() -> stream.body().read())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the HTTP engine is closed");
    }
  }

  @Test
  void redirectIsRefusedUnlessItMayBeHandedOver() throws Exception {
    try (RawServer server =
            RawServer.start(
                HttpEngineIT.answer(
                    "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"));
        HttpEngine engine = Engines.engine()) {
      assertThatThrownBy(() -> engine.open(Engines.get(server.uri("/a")), AMPLE))
          .isInstanceOfSatisfying(
              HttpFailure.class,
              failure -> assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.REDIRECTED));

      HttpLimits handingOver = AMPLE.handingOverRedirects();
      assertThat(engine.send(Engines.get(server.uri("/a")), handingOver).header("location"))
          .contains("/b");
    }
  }
}

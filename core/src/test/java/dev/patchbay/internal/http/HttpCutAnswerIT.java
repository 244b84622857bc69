package dev.patchbay.internal.http;

import static dev.patchbay.internal.http.Engines.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer is cut off after every byte, as when the connection breaks. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpCutAnswerIT {
  private static final String BODY = "{\"access_token\":\"t0ken\"}";

  static Stream<String> answers() {
    return Stream.of(
        String.join("\r\n", "HTTP/1.1 200 OK", "Content-Type: a/b", "Content-Length: 24", "", BODY),
        String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Transfer-Encoding: chunked",
            "",
            "000a",
            BODY.substring(0, 10),
            "00E;x=y",
            BODY.substring(10),
            "0",
            "",
            ""));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void takesNoPartForTheWholeWhereTheMessageSaysItsLength(String answer) throws IOException {
    AtomicInteger cut = new AtomicInteger();
    try (RawServer server = cutting(answer, cut);
        HttpEngine engine = Engines.engine()) {
      for (; cut.get() < answer.length(); cut.incrementAndGet()) {
        HttpFailure failure = Engines.failureOf(engine, Engines.post(server.uri("/")), AMPLE);

        assertThat(failure).as("cut after %s bytes", cut).isNotNull();
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.TRUNCATED);
        assertThat(failure.mayHaveBeenSent()).isTrue();
      }

      assertThat(Engines.failureOf(engine, Engines.post(server.uri("/")), AMPLE)).isNull();
      assertThat(server.requests()).hasSize(answer.length() + 1);
    }
  }

  @Test
  void takesOnlyAPartOfTheBodyForTheWholeWhereTheCloseIsTheEnd() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
    AtomicInteger cut = new AtomicInteger();
    try (RawServer server = cutting(head + BODY, cut);
        HttpEngine engine = Engines.engine()) {
      for (; cut.get() < head.length(); cut.incrementAndGet()) {
        HttpFailure failure = Engines.failureOf(engine, Engines.post(server.uri("/")), AMPLE);

        assertThat(failure).as("cut after %s bytes", cut).isNotNull();
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.TRUNCATED);
      }

      cut.addAndGet(5);
      assertThat(engine.send(Engines.post(server.uri("/")), AMPLE).json().isMissing()).isTrue();
    }
  }

  private static RawServer cutting(String answer, AtomicInteger cut) throws IOException {
    return RawServer.start(
        call -> {
          call.readRequest();
          call.send(answer.substring(0, cut.get()));
        });
  }
}

package dev.patchbay.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
  private static final int CAP = 256 * 1024;
  private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(1), CAP);
  private final AtomicLong taken = new AtomicLong();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CAP - 1, CAP})
  void readsABodyUpToTheCap(int size) throws IOException {
    assertThat(ReplyReader.read(response(new byte[size], -1), LIMITS).text()).hasSize(size);
  }

  @Test
  void refusesABodyOfOneByteMore() {
    assertThat(refusal(response(new byte[CAP + 1], -1)).kind())
        .isEqualTo(HttpFailure.Kind.TOO_LARGE);
  }

  @Test
  void takesNoMoreThanTheCapAndABlockOfAnEndlessBody() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            taken.incrementAndGet();
            return 0;
          }

          @Override
          public int read(byte[] block, int offset, int length) {
            taken.addAndGet(length);
            return length;
          }
        };

    assertThat(refusal(response(endless, -1)).kind()).isEqualTo(HttpFailure.Kind.TOO_LARGE);
    assertThat(taken.get()).isBetween((long) CAP, CAP + 64L * 1024);
  }

  @Test
  void takesNothingOfABodyThatAnnouncesTooMuch() throws IOException {
    assertThat(refusal(response(unreadable(), CAP + 1L)).kind())
        .isEqualTo(HttpFailure.Kind.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308, 399})
  void takesNothingOfARedirect(int status) throws IOException {
    ClassicHttpResponse response = response(unreadable(), -1);
    response.setCode(status);

    assertThat(refusal(response).kind()).isEqualTo(HttpFailure.Kind.REDIRECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "deflate", "x-gzip", "identity, gzip", "GZIP", "what"})
  void takesNothingOfAnEncodedBody(String coding) throws IOException {
    ClassicHttpResponse response = response(unreadable(), -1);
    response.addHeader("content-encoding", "identity");
    response.addHeader("content-encoding", coding);

    assertThat(refusal(response).kind()).isEqualTo(HttpFailure.Kind.ENCODED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "Identity", ""})
  void acceptsABodyThatSaysItIsNotEncoded(String coding) throws IOException {
    ClassicHttpResponse response = response(new byte[] {'a'}, 1);
    response.addHeader("Content-Encoding", coding);

    assertThat(ReplyReader.read(response, LIMITS).text()).isEqualTo("a");
  }

  private static RefusedReply refusal(ClassicHttpResponse response) {
    return catchThrowableOfType(RefusedReply.class, () -> ReplyReader.read(response, LIMITS));
  }

  /** Throws something else than a refusal as soon as it is touched. */
  private static InputStream unreadable() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    return closed;
  }

  private static ClassicHttpResponse response(byte[] body, long length) {
    return response(new ByteArrayInputStream(body), length);
  }

  private static ClassicHttpResponse response(InputStream body, long length) {
    ClassicHttpResponse response = new BasicClassicHttpResponse(200);
    response.setEntity(new InputStreamEntity(body, length, null));
    return response;
  }
}

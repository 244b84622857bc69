package dev.patchbay.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.ApiStream;
import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.http.RequestBody;
import dev.patchbay.internal.http.RawCall;
import dev.patchbay.model.CredentialKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies of tens of megabytes pass, in blocks; what stands still ends. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamingIT {
  private static final int BLOCK = 64 * 1024;
  private static final int BLOCKS = 640;
  private static final long SIZE = (long) BLOCKS * BLOCK;
  private static final Duration HASTY = Duration.ofMillis(300);

  private final FakeSupply supply = new FakeSupply(CredentialKind.OAUTH, 1);

  @Test
  void largeAnswerIsReadBitByBit() throws IOException {
    try (Service service =
        Service.scripted(
            call -> {
              call.readRequest();
              call.send(head(SIZE));
              sendBlocks(call);
              call.stall();
            },
            Service.AMPLE)) {
      AuthorizedClient client = service.client(supply);

      try (ApiStream stream = client.open(get(client))) {
        assertThat(stream.header("content-length")).contains(String.valueOf(SIZE));
        assertThat(stream.body().transferTo(OutputStream.nullOutputStream())).isEqualTo(SIZE);
        assertThat(stream.body().read()).isNegative();
        await().until(() -> service.server().openConnections() == 0);
      }
    }
  }

  @Test
  void largeBodyIsSentBitByBitWithItsLength() throws IOException {
    AtomicLong received = new AtomicLong();
    try (Service service = Service.scripted(call -> receive(call, received), Service.AMPLE)) {
      AuthorizedClient client = service.client(supply);

      assertThat(client.send(upload(client, SizedBodies.blocks(BLOCKS))).status()).isEqualTo(200);

      assertThat(received).hasValue(SIZE);
    }
  }

  @Test
  void bodyOfUnknownLengthIsSentInChunks() throws IOException {
    try (Service service =
        Service.scripted(
            call -> {
              StringBuilder sent = new StringBuilder();
              while (!sent.toString().endsWith("\r\n0\r\n\r\n")) {
                sent.append((char) call.socket().getInputStream().read());
              }
              assertThat(sent.toString().toLowerCase(Locale.ROOT))
                  .contains("transfer-encoding: chunked\r\n")
                  .doesNotContain("content-length")
                  .endsWith("\r\n3\r\nabc\r\n0\r\n\r\n");
              call.send(head(2) + "{}");
            },
            Service.AMPLE)) {
      AuthorizedClient client = service.client(supply);
      RequestBody body = out -> out.write("abc".getBytes(StandardCharsets.US_ASCII));

      assertThat(client.send(upload(client, body)).status()).isEqualTo(200);
    }
  }

  @Test
  void streamThatIsClosedEarlyEndsItsConnection() throws IOException {
    try (Service service =
        Service.scripted(
            call -> {
              call.readRequest();
              call.send(head(SIZE));
              call.stall();
            },
            Service.AMPLE)) {
      AuthorizedClient client = service.client(supply);

      ApiStream stream = client.open(get(client));
      stream.close();
      stream.close();

      await().until(() -> service.server().openConnections() == 0);
      assertThatThrownBy(() -> stream.body().read()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void answerThatStandsStillEnds() throws IOException {
    try (Service service =
        Service.scripted(
            call -> {
              call.readRequest();
              call.send(head(SIZE) + "abc");
              call.stall();
            },
            HASTY)) {
      AuthorizedClient client = service.client(supply);

      try (ApiStream stream = client.open(get(client))) {
        assertThat(stream.body().readNBytes(3)).hasSize(3);
        assertThatThrownBy(() -> stream.body().read())
            .isInstanceOf(IOException.class)
            .hasMessageContaining("PT0.3S");
      }
    }
  }

  @Test
  void answerThatIsCutOffIsNoWholeOne() throws IOException {
    try (Service service =
        Service.scripted(
            call -> {
              call.readRequest();
              call.send(head(9) + "abc");
            },
            Service.AMPLE)) {
      AuthorizedClient client = service.client(supply);

      try (ApiStream stream = client.open(get(client))) {
        InputStream body = stream.body();
        assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void slowAnswerMayTakeLongerThanTheDeadlineAsLongAsItComes() throws IOException {
    try (Service service =
        Service.scripted(
            call -> {
              call.readRequest();
              call.send(head(8));
              call.trickle("abcdefgh", Duration.ofMillis(100));
            },
            HASTY)) {
      AuthorizedClient client = service.client(supply);

      try (ApiStream stream = client.open(get(client))) {
        assertThat(stream.body().readAllBytes()).hasSize(8);
      }
    }
  }

  @Test
  void serviceThatTakesNoMoreOfABodyEndsTheCall() throws IOException {
    try (Service service = Service.scripted(call -> call.pause(Duration.ofMinutes(1)), HASTY)) {
      AuthorizedClient client = service.client(supply);

      assertThatThrownBy(() -> client.send(upload(client, SizedBodies.blocks(BLOCKS))))
          .isInstanceOf(TemporaryFailureException.class);
    }
  }

  @Test
  void streamThatIsNeverReadEndsWithItsTotalTime() throws IOException {
    try (Service service =
        Service.hurried(
            call -> {
              call.readRequest();
              call.send(head(SIZE));
              call.stall();
            },
            HASTY)) {
      AuthorizedClient client = service.client(supply);

      try (ApiStream stream = client.open(get(client))) {
        await().until(() -> service.server().openConnections() == 0);
        assertThatThrownBy(() -> stream.body().read())
            .isInstanceOf(IOException.class)
            .hasMessageContaining("longer than the settings allow");
      }
    }
  }

  private static void receive(RawCall call, AtomicLong received) throws IOException {
    InputStream in = call.socket().getInputStream();
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.read());
    }
    assertThat(head.toString().lines()).contains("Content-Length: " + SIZE);
    byte[] block = new byte[BLOCK];
    while (received.get() < SIZE) {
      received.addAndGet(in.read(block));
    }
    call.send(head(2) + "{}");
  }

  private static void sendBlocks(RawCall call) throws IOException {
    byte[] block = new byte[BLOCK];
    for (int i = 0; i < BLOCKS; i++) {
      call.send(block);
    }
  }

  private static String head(long length) {
    return "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private static ApiRequest get(AuthorizedClient client) {
    return ApiRequest.builder("GET", client.url("/file")).build();
  }

  private static ApiRequest upload(AuthorizedClient client, RequestBody body) {
    return ApiRequest.builder("PUT", client.url("/file")).stream("a/b", body).build();
  }
}

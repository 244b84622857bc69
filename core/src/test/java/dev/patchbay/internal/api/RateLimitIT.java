package dev.patchbay.internal.api;

import static dev.patchbay.internal.api.Service.NOW;
import static dev.patchbay.internal.api.Service.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.ApiStream;
import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.QuotaHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request that came too often is sent again after the time that the service tells. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RateLimitIT {
  private static final String FINE = answer("200 OK", "{}");

  private final FakeSupply supply = new FakeSupply(CredentialKind.OAUTH, 2);

  @Test
  void waitsAsRetryAfterSays() throws IOException {
    String limited =
        answer("429 Slow", "{\"ok\":false,\"error\":\"ratelimited\"}", "Retry-After: 7");
    try (Service service = Service.answering(limited, FINE)) {
      assertThat(status(service)).isEqualTo(200);

      assertThat(service.pauses()).containsExactly(Duration.ofSeconds(7));
      assertThat(service.server().requests())
          .hasSize(2)
          .allMatch(request -> request.endsWith("{\"b\":2}"));
      assertThat(supply.gets()).isEqualTo(2);
      assertThat(supply.refused()).isEmpty();
    }
  }

  @Test
  void waitsUntilTheQuotaOfGitHubIsThereAgain() throws IOException {
    String limited =
        answer(
            "403 Forbidden",
            "{}",
            "X-RateLimit-Remaining: 0",
            "X-RateLimit-Reset: " + NOW.plusSeconds(20).getEpochSecond());
    try (Service service = Service.answering(limited, FINE)) {
      service.errors(gitHub());
      assertThat(status(service)).isEqualTo(200);

      assertThat(service.pauses()).containsExactly(Duration.ofSeconds(20));
    }
  }

  @Test
  void forbiddenWithQuotaLeftIsNoRateLimit() throws IOException {
    try (Service service =
        Service.answering(answer("403 Forbidden", "{}", "X-RateLimit-Remaining: 7"))) {
      service.errors(gitHub());
      assertThat(status(service)).isEqualTo(403);

      assertThat(service.pauses()).isEmpty();
    }
  }

  @Test
  void waitsForTheOneOfSeveralQuotasThatIsUsedUp() throws IOException {
    String limited =
        answer(
            "400 Bad Request",
            "{\"errors\":[{\"extensions\":{\"code\":\"RATELIMITED\"}}]}",
            "X-Requests-Remaining: 5",
            "X-Requests-Reset: " + NOW.plusSeconds(3000).toEpochMilli(),
            "X-Complexity-Remaining: 0",
            "X-Complexity-Reset: " + NOW.plusMillis(2500).toEpochMilli());
    try (Service service = Service.answering(limited, FINE)) {
      service.errors(
          ApiErrors.builder()
              .codePaths("errors.0.extensions.code")
              .rateLimited("RATELIMITED")
              .quotas(
                  QuotaHeaders.epochMillis("x-requests-remaining", "x-requests-reset"),
                  QuotaHeaders.epochMillis("x-complexity-remaining", "x-complexity-reset")));
      assertThat(status(service)).isEqualTo(200);

      assertThat(service.pauses()).containsExactly(Duration.ofMillis(2500));
    }
  }

  @Test
  void pausesThatNobodyToldGrowAndEndAfterThree() throws IOException {
    try (Service service = Service.answering(answer("429 Slow", "{}"))) {
      TemporaryFailureException failure = limited(service);

      assertThat(service.pauses())
          .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
      assertThat(service.server().requests()).hasSize(4);
      assertThat(failure.retryAfter()).contains(Duration.ofSeconds(8));
    }
  }

  @Test
  void tooLongAWaitIsToldToTheCallerAtOnce() throws IOException {
    try (Service service = Service.answering(answer("429 Slow", "{}", "Retry-After: 31"))) {
      assertThat(limited(service).retryAfter()).contains(Duration.ofSeconds(31));

      assertThat(service.pauses()).isEmpty();
      assertThat(service.server().requests()).hasSize(1);
    }
  }

  @Test
  void gitHubWithoutATimeIsLeftAloneForAMinute() throws IOException {
    try (Service service = Service.answering(answer("429 Slow", "{}"))) {
      service.errors(gitHub());

      assertThat(limited(service).retryAfter()).contains(Duration.ofMinutes(1));
    }
  }

  @Test
  void waitsOfOneCallAddUp() throws IOException {
    try (Service service = Service.answering(answer("429 Slow", "{}", "Retry-After: 20"))) {
      assertThat(limited(service).retryAfter()).contains(Duration.ofSeconds(20));

      assertThat(service.pauses()).containsExactly(Duration.ofSeconds(20));
    }
  }

  @Test
  void interruptEndsTheWaitAndIsKept() throws IOException {
    try (Service service = Service.answering(answer("429 Slow", "{}", "Retry-After: 9"))) {
      service.pause(
          duration -> {
            throw new InterruptedException();
          });

      assertThat(failure(service).code()).isEqualTo(ErrorCode.WAIT_INTERRUPTED);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(service.server().requests()).hasSize(1);
    }
  }

  @Test
  void streamWaitsToo() throws IOException {
    String limited = answer("429 Slow", "{}", "Retry-After: 3");
    try (Service service = Service.answering(limited, FINE)) {
      AuthorizedClient client = service.client(supply);
      service.pause(duration -> await().until(() -> service.server().openConnections() == 0));

      try (ApiStream stream = client.open(request(client))) {
        assertThat(stream.status()).isEqualTo(200);
      }
    }
  }

  @Test
  void realWaitLastsAsLongAsTold() throws IOException {
    String limited = answer("429 Slow", "{}", "Retry-After: 1");
    try (Service service = Service.answering(limited, FINE);
        EndingPause real = new EndingPause()) {
      service.pause(real);
      long start = System.nanoTime();

      assertThat(status(service)).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(999));
    }
  }

  @Test
  void waitEndsWhenTheRegistryIsClosed() throws IOException {
    try (Service service = Service.answering(answer("429 Slow", "{}", "Retry-After: 29"))) {
      EndingPause ended = new EndingPause();
      ended.close();
      service.pause(ended);

      assertThat(failure(service).code()).isEqualTo(ErrorCode.CLOSED);
    }
  }

  private TemporaryFailureException limited(Service service) {
    TemporaryFailureException failure = failure(service);
    assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    return failure;
  }

  private TemporaryFailureException failure(Service service) {
    return catchThrowableOfType(TemporaryFailureException.class, () -> status(service));
  }

  private int status(Service service) {
    AuthorizedClient client = service.client(supply);
    return client.send(request(client)).status();
  }

  private static ApiRequest request(AuthorizedClient client) {
    return ApiRequest.builder("POST", client.url("/things")).json(Map.of("b", 2)).build();
  }

  private static ApiErrors.Builder gitHub() {
    return ApiErrors.builder()
        .quotas(QuotaHeaders.epochSeconds("x-ratelimit-remaining", "x-ratelimit-reset"))
        .untoldPause(Duration.ofMinutes(1));
  }
}

package dev.patchbay.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.patchbay.SessionManager;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.TemporaryFailureException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HealthTest {
  private final SessionManager sessions = mock(SessionManager.class);
  private final SettableTicker ticker = new SettableTicker();
  private final Health health = new Health(sessions, ticker);

  @Test
  void storeIsAskedOncePerSecond() {
    when(sessions.findWorkspace(any())).thenReturn(Optional.empty());
    for (int i = 0; i < 1_000; i++) {
      assertThat(health.check().status()).isEqualTo(200);
    }
    verify(sessions, times(1)).findWorkspace(any());
    ticker.advance(Duration.ofSeconds(1));
    health.check();
    verify(sessions, times(2)).findWorkspace(any());
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new TemporaryFailureException(
            ErrorDetail.builder(ErrorCode.STORE_UNAVAILABLE, "gone").build()),
        new IllegalStateException("a fault"),
        new LinkageError("a fault"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whateverTheStoreThrowsItIsDownUntilItAnswers(Throwable failure) {
    when(sessions.findWorkspace(any())).thenThrow(failure).thenReturn(Optional.empty());
    assertThatThrownBy(health::check)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
        .hasMessage("down");
    ticker.advance(Duration.ofSeconds(1));
    assertThat(health.check().status()).isEqualTo(200);
  }

  @Test
  void storeThatHangsHoldsOneThreadAndIsDownAfterAWhile() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answers = new CountDownLatch(1);
    when(sessions.findWorkspace(any()))
        .thenAnswer(
            call -> {
              asked.countDown();
              answers.await();
              return Optional.empty();
            });
    ExecutorService probe = Executors.newSingleThreadExecutor();
    try {
      Future<Reply> held = probe.submit(health::check);
      asked.await();
      assertThat(health.check().status()).isEqualTo(200);
      ticker.advance(Duration.ofSeconds(10));
      assertThatThrownBy(health::check).isInstanceOf(Refusal.class);
      answers.countDown();
      assertThat(held.get().status()).isEqualTo(200);
    } finally {
      probe.shutdownNow();
    }
  }
}

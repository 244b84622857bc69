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
}

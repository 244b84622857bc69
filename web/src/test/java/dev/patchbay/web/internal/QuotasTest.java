package dev.patchbay.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuotasTest {
  private static final WorkspaceId OURS = WorkspaceId.of("ws_ours");
  private static final SessionId SESSION = SessionId.of("sess_a");

  private final SettableTicker ticker = new SettableTicker();
  private final Quotas quotas = new Quotas(new Quotas.Limits(100, 10, 2), ticker);

  @Test
  void workspaceThatCreatesTooManyWaitsForTheMinuteToEnd() {
    for (int i = 0; i < 100; i++) {
      quotas.creation(OURS);
    }
    ticker.advance(Duration.ofSeconds(20));
    assertRefused(() -> quotas.creation(OURS), "40");
    quotas.creation(WorkspaceId.of("ws_others"));

    ticker.advance(Duration.ofSeconds(40));
    quotas.creation(OURS);
  }

  @Test
  void workspaceThatHasTooManyCredentialsVerifiedWaits() {
    for (int i = 0; i < 10; i++) {
      quotas.verification(OURS);
    }
    assertRefused(() -> quotas.verification(OURS), "60");
    quotas.creation(OURS);
  }

  @Test
  void sessionIsReadTwiceInASecond() {
    quotas.read(SESSION);
    quotas.read(SESSION);
    assertRefused(() -> quotas.read(SESSION), "1");
    quotas.read(SessionId.of("sess_b"));

    ticker.advance(Duration.ofSeconds(1));
    quotas.read(SESSION);
  }

  private static void assertRefused(Runnable call, String retryAfter) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
              assertThat(refusal.headers()).containsEntry("retry-after", retryAfter);
            });
  }
}

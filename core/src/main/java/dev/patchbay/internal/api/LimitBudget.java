package dev.patchbay.internal.api;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.ApiReply;
import dev.patchbay.internal.connection.ServiceFailures;
import dev.patchbay.internal.protocol.ApiReplyJudge;
import java.time.Duration;
import java.util.Optional;

/** How much longer one call may wait for its service. For one thread. */
final class LimitBudget {
  private static final int MAX_PAUSES = 3;

  private final String integrationType;
  private final ApiReplyJudge judge;
  private final LimitRules rules;
  private Duration left;
  private int pauses;

  LimitBudget(String integrationType, ApiReplyJudge judge, LimitRules rules) {
    this.integrationType = integrationType;
    this.judge = judge;
    this.rules = rules;
    this.left = rules.longestWait();
  }

  /**
   * Waits as long as a service asks.
   *
   * @throws TemporaryFailureException if that is too long, or too often, or the thread is
   *     interrupted
   */
  void await(ApiReply limited) {
    Duration asked = judge.pause(limited, rules.clock().instant(), pauses, rules.chance());
    if (pauses == MAX_PAUSES || asked.compareTo(left) > 0) {
      throw failure(limited, asked);
    }
    pauses++;
    left = left.minus(asked);
    try {
      rules.pause().await(asked);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private TemporaryFailureException interrupted() {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.WAIT_INTERRUPTED,
                "The thread was interrupted while it waited for a service that limits its callers;"
                    + " nothing was sent since")
            .integrationType(integrationType)
            .build());
  }

  private TemporaryFailureException failure(ApiReply limited, Duration asked) {
    return ServiceFailures.limited(integrationType, limited, Optional.of(asked));
  }
}

package dev.patchbay.internal.protocol;

import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.TokenReply;
import java.time.Duration;
import java.util.Optional;

/** What a token endpoint's answer means. */
public sealed interface TokenOutcome {

  /** It granted. */
  record Granted(TokenReply reply) implements TokenOutcome {}

  /** It refused, with a reason or without. */
  record Refused(
      FailureClass failureClass,
      int httpStatus,
      Optional<String> errorCode,
      Optional<String> description,
      Optional<Duration> retryAfter)
      implements TokenOutcome {}

  /** It answered with success and something that is no usable token reply. */
  record Unusable(int httpStatus) implements TokenOutcome {}
}

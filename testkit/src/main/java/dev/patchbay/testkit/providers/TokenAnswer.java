package dev.patchbay.testkit.providers;

import dev.patchbay.spi.definition.FailureClass;
import java.util.List;
import java.util.Optional;

/** How an exchange or a refresh ended, as a host sees it. */
sealed interface TokenAnswer {

  /** Tokens came; the primary ones first. */
  record Granted(List<Holding> holdings) implements TokenAnswer {
    Holding primary() {
      return holdings.get(0);
    }
  }

  /** The service refused. */
  record Refused(
      FailureClass failureClass,
      int httpStatus,
      Optional<String> errorCode,
      Optional<String> description)
      implements TokenAnswer {}

  /** The service said yes, and gave no usable token. */
  record Unusable() implements TokenAnswer {}

  /** No whole answer came, or a hook could not read it; with the error code. */
  record Lost(String code) implements TokenAnswer {}
}

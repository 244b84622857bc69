package dev.patchbay.testkit.providers;

import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.TokenGrant;
import java.util.List;
import java.util.Optional;

/** How an exchange or a refresh ended. */
sealed interface TokenAnswer {

  /** Tokens came; the primary ones first. */
  record Granted(List<TokenGrant> grants) implements TokenAnswer {
    TokenGrant primary() {
      return grants.get(0);
    }

    Optional<TokenGrant> find(String name) {
      return grants.stream().filter(grant -> grant.name().equals(name)).findFirst();
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
  record Unusable(int httpStatus) implements TokenAnswer {}

  /** No whole answer came. */
  record Lost(String why) implements TokenAnswer {}
}

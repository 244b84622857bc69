package dev.patchbay.internal.refresh;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.spi.store.RefreshFailure;
import java.util.Optional;

/** Ends connections whose credential is over and was proved to be. */
final class Expiry {
  private final RefreshParts parts;

  Expiry(RefreshParts parts) {
    this.parts = parts;
  }

  /**
   * Notes that a credential reached its end and cannot be refreshed.
   *
   * @return what its callers get; empty if the credential was swapped meanwhile
   */
  Optional<ReconnectRequiredException> over(Reading reading) {
    return end(
        reading,
        ErrorCode.GRANT_EXPIRED,
        "the credential reached the end of its life and cannot be refreshed");
  }

  /**
   * Notes that the service does not take a credential that cannot be refreshed.
   *
   * @return what its callers get; empty if the credential was swapped meanwhile
   */
  Optional<ReconnectRequiredException> refused(Reading reading) {
    return end(reading, ErrorCode.GRANT_REVOKED, "the service does not take the credential");
  }

  private Optional<ReconnectRequiredException> end(Reading reading, ErrorCode code, String reason) {
    RefreshFailure failure =
        RefreshFailure.builder(parts.engine().random().next())
            .status(ConnectionStatus.NEEDS_REAUTH)
            .cause(code.wireValue())
            .reason(reason)
            .attempt(attempt(reading, code))
            .build();
    boolean noted =
        parts.vault().connections().recordFailure(reading.key(), reading.set().version(), failure);
    if (!noted) {
      return Optional.empty();
    }
    parts.vault().cache().forget(reading.connection().id());
    Connection dead = parts.readings().get(reading.key()).connection();
    parts.news().reauthorizationRequired(dead);
    return Optional.of(Readings.dead(dead));
  }

  private static ConnectionAttempt attempt(Reading reading, ErrorCode code) {
    return ConnectionAttempt.builder(AttemptOutcome.REFRESH_FAILED)
        .tokenSet(reading.set().name())
        .code(code.wireValue())
        .build();
  }
}

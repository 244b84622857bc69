package dev.patchbay.internal.refresh;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.internal.connection.Credential;
import dev.patchbay.internal.connection.ServiceCalls;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.internal.refresh.CredentialReader.Asked;
import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.definition.TokenGrant;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Acts on reports that a service's API did not take a credential. Only a report about the
 * credential that is stored now counts, and one refresh answers all of them.
 */
final class UnauthorizedReports {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final int UNAUTHORIZED = 401;

  private final RefreshParts parts;
  private final Flights flights;
  private final CredentialReader reader;
  private final Identities identities;
  private final Expiry expiry;

  UnauthorizedReports(
      RefreshParts parts, Flights flights, CredentialReader reader, Identities identities) {
    this.parts = parts;
    this.flights = flights;
    this.reader = reader;
    this.identities = identities;
    this.expiry = new Expiry(parts);
  }

  /**
   * Takes a report.
   *
   * @param failed the credential that was not taken
   * @param timeout how long the caller waits
   * @return a credential to try once more with; empty if the one that failed is the newest and
   *     nothing is known to be wrong with it
   */
  Optional<Credentials> report(WorkspaceId workspaceId, Credentials failed, Duration timeout) {
    Reading reading =
        parts.readings().get(workspaceId, failed.connectionId(), Optional.of(failed.tokenSet()));
    Readings.requireLive(reading.connection());
    if (reading.set().version() != failed.version()) {
      return Optional.of(current(workspaceId, failed, timeout));
    }
    if (wasReportedLately(reading)) {
      return Optional.empty();
    }
    return reading.set().refreshable()
        ? refreshed(reading, timeout)
        : verified(reading, workspaceId, failed, timeout);
  }

  private Credentials current(WorkspaceId workspaceId, Credentials failed, Duration timeout) {
    return reader.get(
        new Asked(workspaceId, failed.connectionId(), Optional.of(failed.tokenSet()), timeout));
  }

  /** A credential that is seconds old is not what the service minds. */
  private boolean wasReportedLately(Reading reading) {
    boolean isNew =
        reading.set().version() > 1 && reading.set().writtenAt().plus(GRACE).isAfter(reading.now());
    Predicate<ConnectionAttempt> isLate =
        attempt ->
            attempt.outcome() == AttemptOutcome.UNAUTHORIZED
                && attempt.tokenSet().equals(Optional.of(reading.set().name()))
                && attempt.at().plus(GRACE).isAfter(reading.now());
    Connection connection = reading.connection();
    return reading.set().refreshable()
        ? isNew
        : parts.vault().connections().history(connection.workspaceId(), connection.id()).stream()
            .anyMatch(isLate);
  }

  private Optional<Credentials> refreshed(Reading reading, Duration timeout) {
    Credentials renewed = Waits.await(flights.join(reading), reading.key(), timeout);
    return Optional.of(renewed).filter(it -> it.version() != reading.set().version());
  }

  /** What cannot be refreshed is shown to the service once more, which then decides. */
  private Optional<Credentials> verified(
      Reading reading, WorkspaceId workspaceId, Credentials failed, Duration timeout) {
    Connection connection = reading.connection();
    parts
        .vault()
        .connections()
        .note(
            workspaceId,
            connection.id(),
            ConnectionAttempt.builder(AttemptOutcome.UNAUTHORIZED)
                .tokenSet(reading.set().name())
                .build());
    if (identities.accepts(reading)) {
      return Optional.empty();
    }
    expiry
        .refused(reading)
        .ifPresent(
            dead -> {
              throw dead;
            });
    return Optional.of(current(workspaceId, failed, timeout));
  }

  /** Asks services whose their credentials are. */
  static final class Identities {
    private final ProviderRegistry providers;
    private final ServiceCalls calls;
    private final Readings readings;

    Identities(ProviderRegistry providers, ServiceCalls calls, Readings readings) {
      this.providers = providers;
      this.calls = calls;
      this.readings = readings;
    }

    /**
     * {@return whether the service takes the credential; any answer but a plain no counts as yes}
     */
    boolean accepts(Reading reading) {
      Connection connection = reading.connection();
      InstalledProvider provider = providers.get(connection.integrationType());
      Credentials opened = readings.open(reading);
      Credential credential =
          new Credential(
              connection.credentialKind(),
              TokenGrant.builder(reading.set().name(), opened.accessToken()).build(),
              connection.grantedScopes());
      try {
        calls.identify(provider, credential, connection.variables());
        return true;
      } catch (InvalidRequestException refused) {
        boolean isPlainNo =
            refused.code() == ErrorCode.CREDENTIAL_REJECTED
                && refused.httpStatus().filter(status -> status != UNAUTHORIZED).isEmpty();
        return !isPlainNo;
      }
    }
  }
}

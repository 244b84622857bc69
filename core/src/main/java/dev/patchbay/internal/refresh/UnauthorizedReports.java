package dev.patchbay.internal.refresh;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.internal.concurrent.Deadline;
import dev.patchbay.internal.connection.Credential;
import dev.patchbay.internal.connection.ServiceCalls;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.internal.refresh.Looks.Asked;
import dev.patchbay.internal.refresh.RefreshFlight.Cause;
import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.TokenSetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Acts on reports that a service's API did not take a credential. Only a report about the
 * credential that is stored now counts, and one refresh answers all of them.
 */
final class UnauthorizedReports {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final int UNAUTHORIZED = 401;
  private static final int MAX_JOINS = 3;

  private final RefreshParts parts;
  private final Flights flights;
  private final CredentialReader reader;
  private final Identities identities;
  private final Expiry expiry;
  private final Map<TokenSetKey, CompletableFuture<Boolean>> asking = new ConcurrentHashMap<>();

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
      parts.vault().cache().forget(failed.connectionId()); // another node has renewed it
      return Optional.of(current(reading, timeout));
    }
    if (wasReportedLately(reading)) {
      return Optional.empty();
    }
    return reading.set().refreshable()
        ? refreshed(reading, Deadline.after(timeout))
        : verified(reading, timeout);
  }

  private Credentials current(Reading reading, Duration timeout) {
    TokenSetKey key = reading.key();
    return reader.get(
        new Asked(key.workspaceId(), key.connectionId(), Optional.of(key.name())), timeout);
  }

  /** A credential that is seconds old is not what the service minds. */
  private boolean wasReportedLately(Reading reading) {
    if (reading.set().refreshable()) {
      return reading.set().version() > 1 && isLate(reading.set().writtenAt(), reading);
    }
    Connection connection = reading.connection();
    return parts.vault().connections().history(connection.workspaceId(), connection.id()).stream()
        .filter(attempt -> attempt.outcome() == AttemptOutcome.UNAUTHORIZED)
        .filter(attempt -> attempt.tokenSet().equals(Optional.of(reading.set().name())))
        .anyMatch(attempt -> isLate(attempt.at(), reading));
  }

  private static boolean isLate(Instant at, Reading reading) {
    return at.plus(GRACE).isAfter(reading.now());
  }

  private Optional<Credentials> refreshed(Reading reading, Deadline deadline) {
    Optional<Credentials> renewed = Optional.empty();
    // A refresh that is joined at its very end brings what was refused here.
    for (int tries = 0; tries < MAX_JOINS && renewed.isEmpty(); tries++) {
      renewed =
          Optional.of(Waits.await(flights.join(reading, Cause.REFUSED), reading.key(), deadline))
              .filter(it -> it.version() > reading.set().version());
    }
    return renewed;
  }

  /** What cannot be refreshed is shown to the service once more, which then decides. */
  private Optional<Credentials> verified(Reading reading, Duration timeout) {
    if (acceptsNow(reading, Deadline.after(timeout))) {
      return Optional.empty();
    }
    Optional<ReconnectRequiredException> dead = expiry.refused(reading);
    if (dead.isPresent()) {
      throw dead.get();
    }
    return Optional.of(current(reading, timeout));
  }

  /** Asks once, however many report the same at the same time. */
  private boolean acceptsNow(Reading reading, Deadline deadline) {
    CompletableFuture<Boolean> mine = new CompletableFuture<>();
    CompletableFuture<Boolean> other = asking.putIfAbsent(reading.key(), mine);
    if (other != null) {
      return Waits.await(other, reading.key(), deadline);
    }
    try {
      note(reading);
      mine.complete(identities.accepts(reading));
      return mine.join();
    } catch (RuntimeException failure) {
      mine.completeExceptionally(failure);
      throw failure;
    } finally {
      asking.remove(reading.key(), mine);
    }
  }

  private void note(Reading reading) {
    ConnectionAttempt attempt =
        ConnectionAttempt.builder(AttemptOutcome.UNAUTHORIZED)
            .tokenSet(reading.set().name())
            .build();
    TokenSetKey key = reading.key();
    parts.vault().connections().note(key.workspaceId(), key.connectionId(), attempt);
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
        // A 403 proves nothing; some services say no with a 200 and a code, such as Slack.
        boolean isPlainNo =
            refused.code() == ErrorCode.CREDENTIAL_REJECTED
                && (refused.httpStatus().filter(status -> status == UNAUTHORIZED).isPresent()
                    || refused.serviceError().filter(codes(provider)::contains).isPresent());
        return !isPlainNo;
      }
    }

    private static List<String> codes(InstalledProvider provider) {
      return provider
          .definition()
          .api()
          .map(ApiAccess::errors)
          .map(ApiErrors::unauthorized)
          .orElseGet(List::of);
    }
  }
}

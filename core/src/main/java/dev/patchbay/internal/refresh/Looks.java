package dev.patchbay.internal.refresh;

import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.internal.connection.CredentialCache;
import dev.patchbay.internal.connection.CredentialCache.Entry;
import dev.patchbay.internal.connection.CredentialCache.Stamp;
import dev.patchbay.internal.refresh.Freshness.State;
import dev.patchbay.internal.refresh.RefreshFlight.Cause;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.definition.RefreshRules;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Looks at the store for who asks for a credential: gives it if it can be used, begins its refresh
 * where it is about to end, and joins the refresh where it is at its end. Thread-safe.
 */
final class Looks {
  private static final int MAX_TRIES = 20;

  private final RefreshParts parts;
  private final Flights flights;
  private final Expiry expiry;

  Looks(RefreshParts parts, Flights flights) {
    this.parts = parts;
    this.flights = flights;
    this.expiry = new Expiry(parts);
  }

  /** {@return what the store shows; whatever changes while it is read is read again} */
  Look look(Asked asked) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<Look> look = lookOnce(asked);
      if (look.isPresent()) {
        return look.get();
      }
    }
    throw RefreshFlight.pending(asked.connectionId());
  }

  private Optional<Look> lookOnce(Asked asked) {
    CredentialCache cache = parts.vault().cache();
    Stamp stamp = cache.stamp(asked.connectionId());
    Reading reading =
        parts.readings().get(asked.workspaceId(), asked.connectionId(), asked.tokenSet());
    Readings.requireLive(reading.connection());
    RefreshRules rules = parts.renewer().rules(reading.connection());
    Freshness freshness = Freshness.of(reading.set(), rules, reading.now());
    if (mayBeDead(reading, rules) || !isInTime(reading, freshness)) {
      return atItsEnd(reading);
    }
    Credentials credentials = parts.readings().open(reading);
    if (freshness.state() == State.AGING && reading.backOff().isEmpty() && !reading.isLeased()) {
      Optional<CompletableFuture<Credentials>> unused = flights.begin(reading, Cause.ENDING);
    }
    if (isEndedByRefresh(reading, rules)) {
      // Never kept, for another node may refresh it: and looked at again if this one began to.
      return cache.isOutdated(asked.connectionId(), stamp)
          ? Optional.empty()
          : Optional.of(Look.ready(reading, credentials));
    }
    cache.put(
        new Entry(asked.workspaceId(), asked.tokenSet(), credentials, freshness.left()), stamp);
    return Optional.of(Look.ready(reading, credentials));
  }

  private static boolean isInTime(Reading reading, Freshness freshness) {
    return switch (freshness.state()) {
      case FRESH, AGING -> true;
      case LAST_MOMENT -> !reading.set().refreshable();
      case DEAD -> false;
    };
  }

  private static boolean isEndedByRefresh(Reading reading, RefreshRules rules) {
    return rules.endsAccessToken() && reading.set().refreshable();
  }

  private static boolean mayBeDead(Reading reading, RefreshRules rules) {
    return isEndedByRefresh(reading, rules) && (reading.isLeased() || reading.isOutcomeUnknown());
  }

  private Optional<Look> atItsEnd(Reading reading) {
    if (reading.set().refreshable()) {
      return Optional.of(new Look(reading, Optional.empty(), flights.join(reading, Cause.ENDING)));
    }
    Optional<ReconnectRequiredException> over = expiry.over(reading);
    if (over.isPresent()) {
      throw over.get();
    }
    return Optional.empty();
  }

  /**
   * Says whether an old credential may be given though its refresh failed. An expiry that the
   * service never named is no reason to withhold it.
   */
  boolean livesOn(Reading reading) {
    boolean ended =
        reading.set().expiresAt().filter(end -> !end.isAfter(reading.now())).isPresent();
    return !ended && !mayBeDead(reading, parts.renewer().rules(reading.connection()));
  }

  /**
   * What is asked for.
   *
   * @param tokenSet the name of the token set; empty for the primary one
   */
  record Asked(WorkspaceId workspaceId, ConnectionId connectionId, Optional<String> tokenSet) {}

  /** What a look at the store showed: a credential, or the refresh to wait for. */
  record Look(
      Reading reading, Optional<Credentials> ready, CompletableFuture<Credentials> refresh) {

    private static Look ready(Reading reading, Credentials credentials) {
      return new Look(
          reading, Optional.of(credentials), CompletableFuture.completedFuture(credentials));
    }

    /** A refresh that was joined at its very end may bring what was found wanting meanwhile. */
    Optional<Credentials> news(Credentials brought) {
      boolean isNews = ready.isPresent() || brought.version() > reading.set().version();
      return Optional.of(brought).filter(it -> isNews);
    }
  }
}

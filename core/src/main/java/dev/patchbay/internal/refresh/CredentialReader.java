package dev.patchbay.internal.refresh;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.internal.concurrent.Lanes;
import dev.patchbay.internal.concurrent.Lanes.Result;
import dev.patchbay.internal.connection.CredentialCache;
import dev.patchbay.internal.connection.CredentialCache.Entry;
import dev.patchbay.internal.connection.CredentialCache.Stamp;
import dev.patchbay.internal.refresh.Freshness.State;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.definition.RefreshRules;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Gives out credentials. A valid one at once; one that is about to end at once too, while its
 * refresh begins; one at its end when its refresh is over, which is joined if it runs already.
 */
final class CredentialReader {
  private static final String READS = "reads";
  private static final int MAX_LOOKS = 5;

  private final RefreshParts parts;
  private final Flights flights;
  private final Expiry expiry;

  CredentialReader(RefreshParts parts, Flights flights) {
    this.parts = parts;
    this.flights = flights;
    this.expiry = new Expiry(parts);
  }

  /** Gives a credential, waiting if need be. */
  Credentials get(Asked asked) {
    for (int looks = 1; ; looks++) {
      Look look = look(asked);
      if (look.ready().isPresent()) {
        return look.ready().get();
      }
      try {
        Credentials got = Waits.await(look.refresh(), look.reading().key(), asked.timeout());
        if (isNews(look, got)) {
          return got;
        }
        refuseToSpin(look, looks);
      } catch (IntegrationException failure) {
        Optional<Credentials> old = instead(look, failure, looks);
        if (old.isPresent()) {
          return old.get();
        }
      }
    }
  }

  /** A refresh that was joined at its very end may bring what was found wanting meanwhile. */
  private static boolean isNews(Look look, Credentials got) {
    return look.ready().isPresent() || got.version() > look.reading().set().version();
  }

  private static void refuseToSpin(Look look, int looks) {
    if (looks >= MAX_LOOKS) {
      throw RefreshFlight.pending(look.reading().connection().id());
    }
  }

  /** The same without a waiting thread: not even the store is read on the caller's. */
  CompletableFuture<Credentials> getAsync(Asked asked) {
    CompletableFuture<Credentials> promise = new CompletableFuture<>();
    try {
      limit(promise, asked);
      parts.engine().lanes().submit(READS, new AsyncLook(asked, promise));
    } catch (RejectedExecutionException closed) {
      promise.completeExceptionally(Bulkheads.closed());
    }
    return promise;
  }

  private void limit(CompletableFuture<Credentials> promise, Asked asked) {
    Future<?> alarm =
        parts
            .engine()
            .threads()
            .timer()
            .schedule(
                () -> promise.completeExceptionally(RefreshFlight.pending(asked.connectionId())),
                asked.timeout().toNanos(),
                TimeUnit.NANOSECONDS);
    CompletableFuture<Credentials> unused =
        promise.whenComplete((credentials, failure) -> alarm.cancel(false));
  }

  private Look look(Asked asked) {
    CredentialCache cache = parts.vault().cache();
    Stamp stamp = cache.stamp(asked.connectionId());
    Reading reading =
        parts.readings().get(asked.workspaceId(), asked.connectionId(), asked.tokenSet());
    Readings.requireLive(reading.connection());
    RefreshRules rules = parts.renewer().rules(reading.connection());
    Freshness freshness = Freshness.of(reading.set(), rules, reading.now());
    if (!isUsable(reading, rules, freshness)) {
      return waitFor(asked, reading);
    }
    Credentials credentials = parts.readings().open(reading);
    if (freshness.state() == State.AGING && reading.backOff().isEmpty() && !reading.isLeased()) {
      flights.begin(reading);
    }
    if (rules.endsAccessToken() && cache.isOutdated(asked.connectionId(), stamp)) {
      return waitFor(asked, reading); // a refresh has begun meanwhile, and ends what was read
    }
    cache.put(
        new Entry(asked.workspaceId(), asked.tokenSet(), credentials, freshness.left()), stamp);
    return new Look(
        reading, Optional.of(credentials), CompletableFuture.completedFuture(credentials));
  }

  private static void raise(ReconnectRequiredException over) {
    throw over;
  }

  private static boolean isUsable(Reading reading, RefreshRules rules, Freshness freshness) {
    boolean mayBeDead =
        rules.endsAccessToken() && (reading.isLeased() || reading.isOutcomeUnknown());
    boolean inTime =
        freshness.state() == State.FRESH
            || freshness.state() == State.AGING
            || (freshness.state() == State.LAST_MOMENT && !reading.set().refreshable());
    return inTime && !mayBeDead;
  }

  private Look waitFor(Asked asked, Reading reading) {
    if (!reading.set().refreshable()) {
      expiry.over(reading).ifPresent(CredentialReader::raise);
      return look(asked);
    }
    return new Look(reading, Optional.empty(), flights.join(reading));
  }

  /**
   * Finds what to give when a refresh failed: the credential that somebody else got, or the old one
   * while it lives.
   *
   * @return empty if it is to be looked at again
   * @throws IntegrationException the failure, if there is nothing to give
   */
  private Optional<Credentials> instead(Look look, IntegrationException failure, int looks) {
    if (failure instanceof ReconnectRequiredException
        || failure instanceof NotFoundException
        || failure.code() == ErrorCode.CLOSED
        || failure.code() == ErrorCode.WAIT_INTERRUPTED
        || failure.code() == ErrorCode.REENTRANT_CALL
        || looks >= MAX_LOOKS) {
      throw failure;
    }
    Reading now = parts.readings().get(look.reading().key());
    Readings.requireLive(now.connection());
    if (now.set().version() != look.reading().set().version()) {
      return Optional.empty();
    }
    if (livesOn(now)) {
      return Optional.of(parts.readings().open(now));
    }
    throw failure;
  }

  /** An expiry that the service never named is no reason to withhold a credential. */
  private boolean livesOn(Reading reading) {
    RefreshRules rules = parts.renewer().rules(reading.connection());
    boolean mayBeDead =
        rules.endsAccessToken() && (reading.isLeased() || reading.isOutcomeUnknown());
    boolean ended =
        reading.set().expiresAt().filter(end -> !end.isAfter(reading.now())).isPresent();
    return !ended && !mayBeDead;
  }

  /**
   * What is asked for.
   *
   * @param tokenSet the name of the token set; empty for the primary one
   * @param timeout how long the caller waits
   */
  record Asked(
      WorkspaceId workspaceId,
      ConnectionId connectionId,
      Optional<String> tokenSet,
      Duration timeout) {}

  /** What a look at the store showed: a credential, or the refresh to wait for. */
  private record Look(
      Reading reading, Optional<Credentials> ready, CompletableFuture<Credentials> refresh) {}

  /** A look on a worker, and the wait for what it shows. */
  private final class AsyncLook implements Lanes.Work {
    private final Asked asked;
    private final CompletableFuture<Credentials> promise;
    private int looks = 0;

    AsyncLook(Asked asked, CompletableFuture<Credentials> promise) {
      this.asked = asked;
      this.promise = promise;
    }

    @Override
    public Result run() {
      looks++;
      try {
        Look look = look(asked);
        CompletableFuture<Credentials> unused =
            look.refresh()
                .whenComplete((credentials, failure) -> settle(look, credentials, failure));
      } catch (RuntimeException | LinkageError | StackOverflowError failure) {
        promise.completeExceptionally(failure);
      }
      return Result.GOOD;
    }

    private void settle(Look look, Credentials credentials, Throwable failure) {
      if (failure == null && isNews(look, credentials)) {
        promise.complete(credentials);
        return;
      }
      try {
        if (failure == null) {
          refuseToSpin(look, looks);
          parts.engine().lanes().submit(READS, this);
          return;
        }
        instead(look, Waits.reason(failure), looks)
            .ifPresentOrElse(promise::complete, () -> parts.engine().lanes().submit(READS, this));
      } catch (RuntimeException nothing) {
        promise.completeExceptionally(nothing);
      }
    }

    @Override
    public void refused(IntegrationException reason) {
      promise.completeExceptionally(reason);
    }
  }
}

package dev.patchbay.internal.refresh;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.internal.concurrent.Deadline;
import dev.patchbay.internal.concurrent.Lanes;
import dev.patchbay.internal.concurrent.Lanes.Result;
import dev.patchbay.internal.refresh.Looks.Asked;
import dev.patchbay.internal.refresh.Looks.Look;
import dev.patchbay.model.Credentials;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives out credentials: looks, waits for a refresh if need be, and gives the old credential where
 * the refresh failed and the old one lives. Thread-safe.
 */
final class CredentialReader {
  private static final String READS = "reads";
  private static final int MAX_LOOKS = 5;
  private static final Set<ErrorCode> FINAL =
      EnumSet.of(ErrorCode.CLOSED, ErrorCode.WAIT_INTERRUPTED, ErrorCode.REENTRANT_CALL);

  private final RefreshParts parts;
  private final Looks looks;

  CredentialReader(RefreshParts parts, Flights flights) {
    this.parts = parts;
    this.looks = new Looks(parts, flights);
  }

  /** Gives a credential, waiting if need be. */
  Credentials get(Asked asked, Duration timeout) {
    Deadline deadline = Deadline.after(timeout);
    for (int count = 1; count <= MAX_LOOKS; count++) {
      Look look = looks.look(asked);
      Optional<Credentials> given = look.ready().or(() -> await(look, deadline));
      if (given.isPresent()) {
        return given.get();
      }
    }
    throw RefreshFlight.pending(asked.connectionId());
  }

  private Optional<Credentials> await(Look look, Deadline deadline) {
    try {
      return look.news(Waits.await(look.refresh(), look.reading().key(), deadline));
    } catch (IntegrationException failure) {
      return instead(look, failure);
    }
  }

  /**
   * Finds what to give when a refresh failed.
   *
   * @return the old credential while it lives; empty if another one is there, to be looked at
   * @throws IntegrationException the failure, if there is nothing to give
   */
  private Optional<Credentials> instead(Look look, IntegrationException failure) {
    if (failure instanceof ReconnectRequiredException
        || failure instanceof NotFoundException
        || FINAL.contains(failure.code())) {
      throw failure;
    }
    Reading now = parts.readings().get(look.reading().key());
    Readings.requireLive(now.connection());
    if (now.set().version() != look.reading().set().version()) {
      return Optional.empty();
    }
    if (looks.livesOn(now)) {
      return Optional.of(parts.readings().open(now));
    }
    throw failure;
  }

  /** The same without a waiting thread: not even the store is read on the caller's. */
  CompletableFuture<Credentials> getAsync(Asked asked, Duration timeout) {
    AsyncRead read = new AsyncRead(asked);
    try {
      read.giveUpAfter(timeout);
      parts.engine().lanes().submit(READS, read);
    } catch (RejectedExecutionException closed) {
      read.promise.completeExceptionally(Bulkheads.closed());
    }
    return read.promise;
  }

  /** What hosts hung on a future runs on no thread that refreshes need. */
  private void hand(Runnable completion) {
    try {
      parts.engine().threads().notifier().execute(completion);
    } catch (RejectedExecutionException closed) {
      completion.run();
    }
  }

  /** Looks on a worker, and what follows from each. */
  private final class AsyncRead implements Lanes.Work {
    private final Asked asked;
    private final CompletableFuture<Credentials> promise = new CompletableFuture<>();
    private volatile @Nullable Look last;
    private int count = 0;

    private AsyncRead(Asked asked) {
      this.asked = asked;
    }

    private void giveUpAfter(Duration timeout) {
      Future<?> alarm =
          parts
              .engine()
              .threads()
              .timer()
              .schedule(() -> hand(this::giveUp), timeout.toNanos(), TimeUnit.NANOSECONDS);
      CompletableFuture<Credentials> unused =
          promise.whenComplete((credentials, failure) -> alarm.cancel(false));
    }

    private void giveUp() {
      IntegrationException pending = RefreshFlight.pending(asked.connectionId());
      Look look = last;
      try {
        Optional<Credentials> old = look == null ? Optional.empty() : instead(look, pending);
        old.ifPresentOrElse(promise::complete, () -> promise.completeExceptionally(pending));
      } catch (RuntimeException nothing) {
        promise.completeExceptionally(nothing);
      }
    }

    @Override
    public Result run() {
      try {
        Look look = looks.look(asked);
        last = look;
        CompletableFuture<Credentials> unused =
            look.refresh()
                .whenComplete((credentials, failure) -> settle(look, credentials, failure));
      } catch (RuntimeException | LinkageError | StackOverflowError failure) {
        fail(failure);
      }
      return Result.GOOD;
    }

    private void settle(Look look, Credentials credentials, @Nullable Throwable failure) {
      try {
        Optional<Credentials> given =
            failure == null ? look.news(credentials) : instead(look, Waits.reason(failure));
        if (given.isPresent()) {
          hand(() -> promise.complete(given.get()));
        } else if (++count < MAX_LOOKS) {
          parts.engine().lanes().submit(READS, this);
        } else {
          fail(RefreshFlight.pending(asked.connectionId()));
        }
      } catch (RuntimeException nothing) {
        fail(nothing);
      }
    }

    private void fail(Throwable failure) {
      hand(() -> promise.completeExceptionally(failure));
    }

    @Override
    public void refused(IntegrationException reason) {
      fail(reason);
    }
  }
}

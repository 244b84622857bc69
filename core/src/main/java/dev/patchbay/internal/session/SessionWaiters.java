package dev.patchbay.internal.session;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.error.SessionFailedException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Session;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.store.SessionKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who wait for sessions. A wait holds no thread: it ends when this JVM finishes the session,
 * when one query over all sessions waited for shows its end, at its time-out, or when it is
 * cancelled.
 */
public final class SessionWaiters implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionWaiters.class);

  private final SessionStore store;
  private final EngineThreads threads;
  private final int maxWaiters;
  private final Map<SessionKey, Set<Waiter>> waiters = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicBoolean asking = new AtomicBoolean();
  private final WaiterTicks ticks;
  private volatile boolean closed;

  public SessionWaiters(SessionStore store, EngineThreads threads, int maxWaiters) {
    this.store = store;
    this.threads = threads;
    this.maxWaiters = maxWaiters;
    this.ticks = new WaiterTicks(threads, this::askStore);
  }

  /**
   * Begins a wait; its caller then looks at the session once, so that an end just before is seen.
   *
   * <p>What hangs on the wait may be a host's, so it runs on a notifier.
   *
   * @throws TemporaryFailureException with {@code OVERLOADED} if too many wait
   */
  CompletableFuture<Session> await(SessionKey key, PollOptions options) {
    return await(key, options, new Waiter(threads.notifier()));
  }

  /** The same for a thread that waits itself: nothing of a host's hangs on it, so it is woken. */
  CompletableFuture<Session> awaitHere(SessionKey key, PollOptions options) {
    return await(key, options, new Waiter(Runnable::run));
  }

  private CompletableFuture<Session> await(SessionKey key, PollOptions options, Waiter waiter) {
    if (count.incrementAndGet() > maxWaiters) {
      count.decrementAndGet();
      throw overloaded();
    }
    try {
      Future<?> timeout =
          threads
              .timer()
              .schedule(
                  () -> timeOut(key, waiter, options.timeout()),
                  options.timeout().toMillis(),
                  TimeUnit.MILLISECONDS);
      Future<?> unused =
          waiter.future.whenComplete((session, failure) -> forget(key, waiter, timeout));
    } catch (RejectedExecutionException closed) {
      count.decrementAndGet();
      throw Bulkheads.closed();
    }
    waiters.compute(key, (same, waiting) -> with(waiting, waiter));
    ticks.atLeastEvery(options.interval());
    if (closed) {
      // Whoever closes sets the flag before it looks for waits, so one of the two ends this one.
      waiter.future.completeExceptionally(Bulkheads.closed());
    }
    return waiter.future;
  }

  /** Ends every wait for a session that has ended. */
  void wake(SessionKey key, Session ended) {
    end(key, wait -> wait.complete(ended));
  }

  /** Ends every wait for a session that is not there any more. */
  void gone(SessionKey key) {
    end(key, wait -> wait.completeExceptionally(notFound()));
  }

  private void end(SessionKey key, Consumer<CompletableFuture<Session>> how) {
    Set<Waiter> waiting = waiters.remove(key);
    if (waiting != null) {
      waiting.forEach(waiter -> execute(waiter.ending, () -> how.accept(waiter.future)));
    }
  }

  /** How many waits there are; none of them may be left when nobody waits. */
  public int count() {
    return count.get();
  }

  /**
   * Runs on the timer, so the question itself is a worker's; a slow store is asked once at a time.
   */
  private void askStore() {
    ticks.stopIf(waiters::isEmpty);
    if (!waiters.isEmpty() && asking.compareAndSet(false, true)) {
      execute(threads.workers(), this::askStoreNow);
    }
  }

  private void askStoreNow() {
    try {
      List<SessionKey> asked = List.copyOf(waiters.keySet());
      Map<SessionKey, Session> found = store.findAll(asked);
      found.forEach(this::wakeIfEnded);
      asked.stream().filter(key -> !found.containsKey(key)).forEach(this::gone);
    } catch (RuntimeException | LinkageError | StackOverflowError unavailable) {
      LOG.debug(
          "Sessions waited for could not be looked up, which is tried again: {}",
          Faults.describe(unavailable));
    } finally {
      asking.set(false);
    }
  }

  private void wakeIfEnded(SessionKey key, Session session) {
    if (session.isEnded()) {
      wake(key, session);
    }
  }

  static void execute(Executor executor, Runnable work) {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException closing) {
      // A wait that was taken out of the map would otherwise be ended by nobody.
      work.run();
    }
  }

  private void timeOut(SessionKey key, Waiter waiter, Duration timeout) {
    execute(waiter.ending, () -> waiter.future.completeExceptionally(timedOut(key, timeout)));
  }

  private void forget(SessionKey key, Waiter waiter, Future<?> timeout) {
    timeout.cancel(false);
    count.decrementAndGet();
    waiters.computeIfPresent(key, (same, waiting) -> without(waiting, waiter));
  }

  private static Set<Waiter> with(@Nullable Set<Waiter> waiting, Waiter waiter) {
    Set<Waiter> all = waiting == null ? new HashSet<>() : waiting;
    all.add(waiter);
    return all;
  }

  private static @Nullable Set<Waiter> without(Set<Waiter> waiting, Waiter waiter) {
    waiting.remove(waiter);
    return waiting.isEmpty() ? null : waiting;
  }

  /** Ends every wait with {@code CLOSED}. */
  @Override
  public void close() {
    closed = true;
    for (SessionKey key : List.copyOf(waiters.keySet())) {
      Set<Waiter> waiting = waiters.remove(key);
      if (waiting != null) {
        waiting.forEach(waiter -> waiter.future.completeExceptionally(Bulkheads.closed()));
      }
    }
  }

  private static SessionFailedException timedOut(SessionKey key, Duration timeout) {
    return new SessionFailedException(
        ErrorDetail.builder(
                ErrorCode.POLL_TIMEOUT,
                "The session was waited for and not finished within "
                    + timeout
                    + "; it may still be: poll again, or begin a new one")
            .sessionId(key.sessionId())
            .build());
  }

  static NotFoundException notFound() {
    return new NotFoundException(
        ErrorDetail.builder(
                ErrorCode.SESSION_NOT_FOUND,
                "The session was not found in this workspace; check both ids, and note that an"
                    + " ended session is kept for a short time only")
            .build());
  }

  private TemporaryFailureException overloaded() {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.OVERLOADED,
                "A session was to be waited for while "
                    + maxWaiters
                    + " waits are running, which is the limit; try again shortly")
            .build());
  }

  /** Two waits are never equal: a class, not a record. */
  private static final class Waiter {
    private final CompletableFuture<Session> future = new CompletableFuture<>();
    private final Executor ending;

    private Waiter(Executor ending) {
      this.ending = ending;
    }
  }
}

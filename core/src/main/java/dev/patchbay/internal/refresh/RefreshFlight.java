package dev.patchbay.internal.refresh;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.internal.concurrent.Lanes;
import dev.patchbay.internal.concurrent.Lanes.Result;
import dev.patchbay.internal.concurrent.Reentrance;
import dev.patchbay.internal.refresh.Breaker.Admission;
import dev.patchbay.internal.refresh.RefreshProbe.Point;
import dev.patchbay.internal.refresh.Turn.Failed;
import dev.patchbay.internal.refresh.Turn.Finished;
import dev.patchbay.internal.refresh.Turn.Later;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Credentials;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.TokenSetKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one refresh of a token set that runs in this JVM: turns on a worker, and between them no
 * thread at all. It is nobody's: who waits for it may stop waiting, and it goes on.
 */
final class RefreshFlight implements Lanes.Work {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshFlight.class);
  private static final int MAX_POLLS = 100;
  private static final Duration FIRST_POLL = Duration.ofMillis(50);
  private static final int POLLS_OF_FIRST_LENGTH = 3;
  private static final Duration PATIENCE_WITH_STORE = Duration.ofSeconds(3);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

  private final RefreshParts parts;
  private final Order order;
  private final CompletableFuture<Credentials> outcome = new CompletableFuture<>();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final Consumer<RefreshFlight> landed;
  private final Settlement settlement;
  private final Settling settling;
  private int polls = 0;
  private volatile @Nullable RefreshAttempt unsaved;

  /**
   * Makes a refresh.
   *
   * @param landed is called once it is over, before anybody learns of it
   */
  RefreshFlight(RefreshParts parts, Order order, Consumer<RefreshFlight> landed) {
    this.parts = parts;
    this.order = order;
    this.landed = landed;
    this.settlement = new Settlement(parts);
    this.settling = new Settling(parts.engine());
  }

  TokenSetKey key() {
    return order.key();
  }

  CompletableFuture<Credentials> outcome() {
    return outcome;
  }

  void start() {
    parts.engine().lanes().submit(order.lane(), this);
  }

  /** Goes on; a saving waits in no queue, for the lease runs. */
  private void goOn() {
    if (unsaved == null) {
      start();
    } else {
      parts.engine().threads().endHold(this::run);
    }
  }

  @Override
  public Result run() {
    waiting.set(false);
    try {
      Turn turn = Reentrance.guarded(this::turn);
      List<Runnable> news = settlement.takeNews(); // before the next turn, which may begin at once
      if (turn instanceof Later later) {
        goOnAfter(later.delay());
      } else {
        land(turn);
      }
      Settlement.tell(news);
      return turn.result();
    } catch (Error fatal) {
      refused(fault());
      throw fatal;
    }
  }

  private void land(Turn turn) {
    landed.accept(this);
    if (turn instanceof Finished finished) {
      outcome.complete(finished.credentials());
    } else if (turn instanceof Failed failed) {
      outcome.completeExceptionally(failed.failure());
    }
  }

  private Turn turn() {
    try {
      RefreshAttempt saving = unsaved;
      return saving == null ? begin() : save(saving);
    } catch (IntegrationException failure) {
      return new Failed(failure, Result.NONE);
    } catch (RuntimeException | LinkageError | StackOverflowError foreign) {
      LOG.error(
          "A refresh of {} was cut short by {}",
          order.key().connectionId(),
          Faults.describe(foreign));
      return new Failed(fault(), Result.NONE);
    }
  }

  private Turn begin() {
    parts.engine().probe().at(Point.BEGUN, order.key());
    Reading reading = parts.readings().get(order.key());
    Readings.requireLive(reading.connection());
    if (isRenewed(reading)) {
      return new Finished(parts.readings().open(reading), Result.NONE);
    }
    boolean bypass = parts.engine().probe().bypassesLease(order.key());
    if (!bypass && (reading.isLeased() || !settling.isOver(reading))) {
      return waitForTheOther();
    }
    if (reading.backOff().isPresent()) {
      return new Failed(settlement.backingOff(reading), Result.NONE);
    }
    Renewer.Source source = parts.renewer().source(reading);
    // First of all: what does not open must leave no trace in the store.
    TokenGrant kept = parts.vault().sealing().openGrant(reading.connection(), reading.set());
    parts.vault().sealing().requireWriteKey();
    Admission admission = parts.health().admit(source.endpoint());
    if (admission.refusal().isPresent()) {
      return new Failed(settlement.notAsked(reading, admission.refusal().get()), Result.NONE);
    }
    parts.engine().probe().at(Point.READ, order.key());
    return lease(new RefreshAttempt.Opened(reading, kept), source, admission);
  }

  /** Somebody else was faster, or who asked for the refresh had looked at an older row. */
  private boolean isRenewed(Reading reading) {
    return reading.set().version() != order.version()
        || (order.cause() == Cause.ENDING
            && !reading.isOutcomeUnknown()
            && Freshness.of(
                        reading.set(), parts.renewer().rules(reading.connection()), reading.now())
                    .state()
                == Freshness.State.FRESH);
  }

  private Turn lease(RefreshAttempt.Opened opened, Renewer.Source source, Admission admission) {
    Optional<RefreshAttempt> leased = Optional.empty();
    try {
      RefreshAttempt.Note note = new RefreshAttempt.Note(admission, parts.engine());
      RefreshAttempt attempt = new RefreshAttempt(parts, opened, source, note);
      leased = Optional.of(attempt).filter(this::isLeased);
    } finally {
      if (leased.isEmpty()) {
        parts.health().unused(source.endpoint(), admission);
      }
    }
    return leased
        .map(attempt -> proceed(attempt, attempt.send(settlement)))
        .orElseGet(this::waitForTheOther);
  }

  private boolean isLeased(RefreshAttempt attempt) {
    RefreshSurroundings engine = parts.engine();
    return engine.probe().bypassesLease(order.key())
        || parts
            .vault()
            .connections()
            .lease(order.key(), order.version(), attempt.id(), engine.lease())
            .isPresent();
  }

  private Turn save(RefreshAttempt attempt) {
    return proceed(attempt, attempt.save(settlement));
  }

  private Turn proceed(RefreshAttempt attempt, Turn turn) {
    unsaved = turn instanceof Later && attempt.isUnsaved() ? attempt : null;
    if (unsaved != null && attempt.unsavedFor().compareTo(PATIENCE_WITH_STORE) >= 0) {
      // Saving goes on; but nobody has to wait for it, and nobody gets what is not saved.
      outcome.completeExceptionally(unsaved(order.key().connectionId()));
    }
    return turn;
  }

  /** Looks again when the version may have moved, or the lease run out. */
  private Turn waitForTheOther() {
    if (++polls > MAX_POLLS) {
      return new Failed(pending(order.key().connectionId()), Result.NONE);
    }
    int growth = Math.max(0, polls - POLLS_OF_FIRST_LENGTH);
    Duration grown = FIRST_POLL.multipliedBy(1L + growth);
    Duration poll = grown.compareTo(LONGEST_POLL) < 0 ? grown : LONGEST_POLL;
    double jitter = 0.5 + parts.engine().random().fraction();
    return new Later(Duration.ofNanos((long) (poll.toNanos() * jitter)), Result.NONE);
  }

  private void goOnAfter(Duration delay) {
    waiting.set(true);
    if (unsaved != null) {
      parts.engine().threads().hold();
    }
    try {
      Future<?> unused =
          parts
              .engine()
              .threads()
              .timer()
              .schedule(this::goOn, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      refused(Bulkheads.closed());
    }
  }

  @Override
  public void refused(IntegrationException reason) {
    landed.accept(this);
    outcome.completeExceptionally(reason);
  }

  /** Ends it if no thread works on it. */
  void refuseIfWaiting() {
    if (waiting.get() && unsaved == null) {
      refused(Bulkheads.closed());
    }
  }

  static TemporaryFailureException pending(ConnectionId connectionId) {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.REFRESH_PENDING,
                "The credential is being refreshed and that takes longer than was waited for; ask"
                    + " again shortly")
            .connectionId(connectionId)
            .retryAfter(Duration.ofSeconds(1))
            .build());
  }

  private static TemporaryFailureException unsaved(ConnectionId connectionId) {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.STORE_UNAVAILABLE,
                "The credential was refreshed and the store does not take the new one yet; it is"
                    + " tried again until it does: ask again shortly, and see that the store is"
                    + " there")
            .connectionId(connectionId)
            .retryAfter(Duration.ofSeconds(1))
            .build());
  }

  static MisconfiguredException fault() {
    return new MisconfiguredException(
        ErrorDetail.builder(
                ErrorCode.INTERNAL_FAULT,
                "The refresh was cut short by a fault in this application; look at its log")
            .build());
  }

  /** Which credential is to be replaced, and by which queue. */
  record Order(TokenSetKey key, long version, String lane, Cause cause) {}

  /** Why a credential is to be replaced. */
  enum Cause {
    /** It is at its end. */
    ENDING,
    /** It is due. */
    DUE,
    /** The service does not take it. */
    REFUSED
  }
}

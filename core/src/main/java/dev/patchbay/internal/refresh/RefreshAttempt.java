package dev.patchbay.internal.refresh;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.concurrent.Lanes.Result;
import dev.patchbay.internal.connection.DueTime;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.protocol.TokenOutcome;
import dev.patchbay.internal.refresh.Breaker.Admission;
import dev.patchbay.internal.refresh.RefreshProbe.Point;
import dev.patchbay.internal.refresh.Turn.Finished;
import dev.patchbay.internal.refresh.Turn.Later;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to the token endpoint under one lease, and the saving of what it brought. Between the
 * last byte of the answer and the write there is only reading, merging and sealing.
 */
final class RefreshAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshAttempt.class);
  private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(15);
  private static final Duration SAVE_AGAIN = Duration.ofMillis(100);
  private static final Duration LONGEST_SAVE_AGAIN = Duration.ofSeconds(1);

  private final RefreshParts parts;
  private final Reading reading;
  private final TokenGrant kept;
  private final Renewer.Source source;
  private final Note note;
  private @Nullable TokenGrant unsaved;
  private long unsavedSinceNanos;
  private int saves = 0;

  /** Takes the row as it was read just before the lease is taken. */
  RefreshAttempt(RefreshParts parts, Opened opened, Renewer.Source source, Note note) {
    this.parts = parts;
    this.reading = opened.reading();
    this.kept = opened.grant();
    this.source = source;
    this.note = note;
  }

  Reading reading() {
    return reading;
  }

  Renewer.Source source() {
    return source;
  }

  Admission admission() {
    return note.admission();
  }

  String id() {
    return note.attemptId();
  }

  boolean isUnsaved() {
    return unsaved != null;
  }

  /** {@return how long the new credential has been there, of one that is unsaved} */
  Duration unsavedFor() {
    return parts.engine().time().since(unsavedSinceNanos);
  }

  /** Sends the refresh token, under a lease that was just taken. */
  Turn send(Settlement settlement) {
    begin(settlement);
    if (note.isTooLateToSend()) {
      settlement.release(this);
      return new Later(Duration.ZERO, Result.NONE);
    }
    Optional<Judgement> failure = ask();
    parts.engine().probe().at(Point.ANSWERED, reading.key());
    return failure.isPresent() ? settlement.failed(this, failure.get()) : save(settlement);
  }

  private void begin(Settlement settlement) {
    try {
      if (source.rules().endsAccessToken()) {
        // From here on the old access token may be dead at any moment.
        parts.vault().cache().forget(reading.connection().id());
      }
      parts.engine().probe().at(Point.LEASED, reading.key());
    } catch (RuntimeException | LinkageError | StackOverflowError failure) {
      settlement.release(this);
      throw failure;
    }
  }

  private Optional<Judgement> ask() {
    try {
      TokenOutcome outcome = parts.renewer().ask(source, reading.connection(), kept);
      if (outcome instanceof TokenOutcome.Granted granted) {
        unsaved = granted.reply().primary();
        unsavedSinceNanos = parts.engine().time().nanos();
        return Optional.empty();
      }
      return Optional.of(judge(outcome));
    } catch (HttpFailure failure) {
      return Optional.of(Judgement.of(failure));
    } catch (IntegrationException failure) {
      return Optional.of(Judgement.lost(failure.code()));
    } catch (RuntimeException | LinkageError | StackOverflowError foreign) {
      LOG.error("A refresh was cut short by {}", Faults.describe(foreign));
      return Optional.of(Judgement.lost(ErrorCode.INTERNAL_FAULT));
    }
  }

  private Judgement judge(TokenOutcome outcome) {
    return outcome instanceof TokenOutcome.Refused refused
        ? Judgement.of(refused, secrets(), source.provider().definition().secretPrefixes())
        : Judgement.of((TokenOutcome.Unusable) outcome);
  }

  private List<Secret> secrets() {
    List<Secret> secrets = new ArrayList<>(List.of(kept.accessToken()));
    kept.refreshToken().ifPresent(secrets::add);
    source.client().clientSecret().ifPresent(secrets::add);
    return secrets;
  }

  /** Writes the new credential; where the store or the cipher fails, it is kept and tried again. */
  Turn save(Settlement settlement) {
    TokenGrant answer = Objects.requireNonNull(unsaved, "nothing is unsaved");
    Optional<TokenSetRecord> replaced;
    try {
      replaced = write(answer);
    } catch (RuntimeException failure) {
      return saveLater(failure);
    }
    unsaved = null;
    parts.vault().cache().forget(reading.connection().id());
    settlement.answeredWell(this);
    return replaced
        .map(set -> finished(answer, set, settlement))
        .orElseGet(() -> settlement.overtaken(this, answer));
  }

  private Optional<TokenSetRecord> write(TokenGrant answer) {
    TokenSetWrite write = sealed(answer);
    parts.engine().probe().at(Point.SEALED, reading.key());
    Optional<TokenSetRecord> replaced =
        parts.vault().connections().replace(reading.key(), reading.set().version(), write);
    parts.engine().probe().at(Point.WRITTEN, reading.key());
    return replaced;
  }

  private Turn saveLater(RuntimeException failure) {
    if (unsavedFor().compareTo(LONGEST_OUTAGE) > 0) {
      unsaved = null;
      throw failure;
    }
    if (Integer.bitCount(++saves) == 1) {
      LOG.warn(
          "The new credential of connection {} could not be saved yet, in {} tries: {}",
          reading.connection().id(),
          saves,
          Faults.describe(failure));
    }
    return new Later(saveAgain(), Result.NONE);
  }

  private Duration saveAgain() {
    Duration grown = SAVE_AGAIN.multipliedBy(saves);
    return grown.compareTo(LONGEST_SAVE_AGAIN) < 0 ? grown : LONGEST_SAVE_AGAIN;
  }

  private TokenSetWrite sealed(TokenGrant grant) {
    long version = reading.set().version() + 1;
    TokenSetWrite.Builder write =
        TokenSetWrite.builder(
                grant.name(),
                parts.vault().sealing().sealGrant(reading.connection(), grant, version),
                version)
            .expiresIn(grant.expiresIn().map(note::left).orElse(null))
            .refreshExpiresIn(refreshLife(grant).orElse(null))
            .dueIn(DueTime.of(reading.connection().id(), grant, source.rules()).orElse(null));
    return grant.refreshToken().isPresent() ? write.refreshable().build() : write.build();
  }

  /** A refresh token that stays has the end that it had, unless the service says another. */
  private Optional<Duration> refreshLife(TokenGrant answer) {
    boolean isKept = kept.refreshToken().equals(answer.refreshToken());
    return answer
        .refreshExpiresIn()
        .map(note::left)
        .or(
            () ->
                reading
                    .set()
                    .refreshExpiresAt()
                    .filter(end -> isKept)
                    .map(end -> Duration.between(reading.now(), end)));
  }

  private Turn finished(TokenGrant grant, TokenSetRecord set, Settlement settlement) {
    Reading renewed = new Reading(reading.record(), set, reading.now());
    settlement.refreshed(renewed);
    return new Finished(Readings.credentials(renewed, grant), Result.GOOD);
  }

  /** A credential that is about to be refreshed, opened before anything is written. */
  record Opened(Reading reading, TokenGrant grant) {}

  /** The lease of an attempt: its id, and since when it runs at most. */
  static final class Note {
    private final String attemptId;
    private final Admission admission;
    private final RefreshSurroundings engine;
    private final long sinceNanos;

    Note(Admission admission, RefreshSurroundings engine) {
      this.attemptId = engine.random().next();
      this.admission = admission;
      this.engine = engine;
      this.sinceNanos = engine.time().nanos();
    }

    String attemptId() {
      return attemptId;
    }

    Admission admission() {
      return admission;
    }

    /** {@return what is left of a life that the service counts from the request} */
    Duration left(Duration life) {
      Duration left = life.minus(engine.time().since(sinceNanos));
      return left.isNegative() ? Duration.ZERO : left;
    }

    /** {@return the call might not be over when the lease is} */
    boolean isTooLateToSend() {
      return engine.time().since(sinceNanos).plus(engine.callTime()).compareTo(engine.lease()) > 0;
    }
  }
}

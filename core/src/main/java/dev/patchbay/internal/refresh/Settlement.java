package dev.patchbay.internal.refresh;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.concurrent.Lanes.Result;
import dev.patchbay.internal.refresh.Turn.Failed;
import dev.patchbay.internal.refresh.Turn.Finished;
import dev.patchbay.internal.refresh.Turn.Later;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.definition.RefreshRotation;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.RefreshFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what became of the attempts of one refresh, and decides how it goes on. What the
 * listeners are to hear is collected, and told when the waiting callers have been served.
 */
final class Settlement {
  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
  private static final int MAX_REQUESTS = 3;
  private static final int MAX_LOST = 2;

  private final RefreshParts parts;
  private final ConnectionStore connections;
  private final List<Runnable> news = new ArrayList<>();
  private int requests = 0;
  private int lost = 0;

  Settlement(RefreshParts parts) {
    this.parts = parts;
    this.connections = parts.vault().connections();
  }

  /** Takes what there is to tell, to be told when the next turn may begin. */
  List<Runnable> takeNews() {
    List<Runnable> taken = List.copyOf(news);
    news.clear();
    return taken;
  }

  /** Tells it. */
  static void tell(List<Runnable> news) {
    try {
      news.forEach(Runnable::run);
    } catch (RuntimeException unavailable) {
      LOG.warn("The listeners were not told of a refresh: {}", Faults.describe(unavailable));
    }
  }

  /** Notes that the endpoint takes calls. */
  void answeredWell(RefreshAttempt attempt) {
    parts
        .health()
        .answeredWell(attempt.source().endpoint())
        .ifPresent(health -> news.add(() -> parts.news().health(health)));
  }

  void refreshed(Reading renewed) {
    news.add(
        () -> parts.news().refreshed(now(renewed), renewed.set().name(), renewed.set().version()));
  }

  /** Ends the lease of an attempt that came to nothing by itself. */
  void release(RefreshAttempt attempt) {
    parts.health().unused(attempt.source().endpoint(), attempt.admission());
    try {
      record(attempt, RefreshFailure.builder(attempt.id()).uncounted());
    } catch (RuntimeException unavailable) {
      LOG.warn("A lease was left to run out: {}", Faults.describe(unavailable));
    }
  }

  /** The credential was swapped or deleted meanwhile: the later one wins. */
  Turn overtaken(RefreshAttempt attempt, TokenGrant late) {
    Connection connection = attempt.reading().connection();
    Optional<ConnectionRecord> found = connections.find(connection.workspaceId(), connection.id());
    if (found.isEmpty()) {
      news.add(() -> parts.revoker().discard(attempt.reading().record(), List.of(late)));
      return new Failed(Readings.notFound(connection.id()), Result.GOOD);
    }
    return adopt(attempt, Result.GOOD);
  }

  private Turn adopt(RefreshAttempt attempt, Result result) {
    Reading winner = parts.readings().get(attempt.reading().key());
    Readings.requireLive(winner.connection());
    return new Finished(parts.readings().open(winner), result);
  }

  /** Settles a request that brought no credential. */
  Turn failed(RefreshAttempt attempt, Judgement judgement) {
    requests++;
    if (judgement.kind() == Judgement.Kind.TERMINAL) {
      answeredWell(attempt);
    } else {
      parts
          .health()
          .failed(attempt.source().endpoint(), judgement)
          .ifPresent(health -> news.add(() -> parts.news().health(health)));
    }
    return switch (judgement.kind()) {
      case TERMINAL -> over(attempt, judgement);
      case OPERATOR -> refusedClient(attempt, judgement);
      case RATE_LIMITED ->
          backOff(
              attempt,
              judgement,
              judgement.retryAfter().orElseGet(() -> next(attempt, Backoff.OF_OUTAGE)));
      case RIDDLE -> backOff(attempt, judgement, next(attempt, Backoff.OF_RIDDLE));
      case LOST -> lost(attempt, judgement);
      case UNSENT, OUTAGE -> outage(attempt, judgement);
    };
  }

  private Turn over(RefreshAttempt attempt, Judgement judgement) {
    Judgement caused = judgement.withCode(cause(attempt.reading(), attempt.source().rules()));
    String said = judgement.serviceError().map(code -> " ('" + code + "')").orElse("");
    RefreshFailure.Builder failure =
        RefreshFailure.builder(attempt.id())
            .status(ConnectionStatus.NEEDS_REAUTH)
            .cause(caused.code().wireValue())
            .reason(reason(caused.code()) + said);
    ConnectionAttempt noted = caused.attempt(attempt.reading().set().name());
    if (!record(attempt, failure.attempt(noted))) {
      // Only proof about the credential that is stored now counts.
      return adopt(attempt, Result.GOOD);
    }
    parts.vault().cache().forget(attempt.reading().connection().id());
    Connection dead = now(attempt.reading());
    news.add(() -> parts.news().failed(dead, noted, Optional.empty()));
    news.add(() -> parts.news().reauthorizationRequired(dead));
    return new Failed(Readings.dead(dead), Result.GOOD);
  }

  private static ErrorCode cause(Reading reading, RefreshRules rules) {
    if (reading.isOutcomeUnknown() && rules.rotation() == RefreshRotation.REPLACED) {
      return ErrorCode.REFRESH_OUTCOME_UNKNOWN;
    }
    Instant written = reading.set().writtenAt();
    boolean tooOld =
        isPast(reading, reading.set().refreshExpiresAt())
            || isPast(reading, rules.idleLife().map(written::plus))
            || isPast(reading, rules.absoluteLife().map(reading.connection().createdAt()::plus));
    return tooOld ? ErrorCode.GRANT_EXPIRED : ErrorCode.GRANT_REVOKED;
  }

  private static boolean isPast(Reading reading, Optional<Instant> end) {
    return end.filter(it -> !it.isAfter(reading.now())).isPresent();
  }

  private static String reason(ErrorCode cause) {
    return switch (cause) {
      case REFRESH_OUTCOME_UNKNOWN -> "the answer to an earlier refresh was lost";
      case GRANT_EXPIRED -> "the grant reached the end of its life";
      default -> "the service ended the grant";
    };
  }

  private Turn refusedClient(RefreshAttempt attempt, Judgement judgement) {
    note(attempt, RefreshFailure.builder(attempt.id()).uncounted(), judgement);
    return new Failed(
        new MisconfiguredException(
            detail(
                    attempt.reading(),
                    judgement,
                    "The service refused the OAuth client of '"
                        + attempt.reading().connection().integrationType()
                        + "' at a refresh; check id and secret, and whether the app is suspended")
                .build()),
        Result.BAD);
  }

  /** A second request follows at once: within its grace the service repeats what was lost. */
  private Turn lost(RefreshAttempt attempt, Judgement judgement) {
    lost++;
    return lost < MAX_LOST && !isIll(attempt)
        ? again(attempt, judgement, Duration.ZERO)
        : backOff(attempt, judgement, next(attempt, Backoff.OF_OUTAGE));
  }

  private Turn outage(RefreshAttempt attempt, Judgement judgement) {
    return requests < MAX_REQUESTS && lost == 0 && !isIll(attempt)
        ? again(attempt, judgement, Backoff.WITHIN_CALL.next(requests - 1, this::chance))
        : backOff(attempt, judgement, next(attempt, Backoff.OF_OUTAGE));
  }

  private Turn again(RefreshAttempt attempt, Judgement judgement, Duration delay) {
    note(attempt, RefreshFailure.builder(attempt.id()).uncounted(), judgement);
    return new Later(delay, Result.BAD);
  }

  private Turn backOff(RefreshAttempt attempt, Judgement judgement, Duration wait) {
    note(attempt, RefreshFailure.builder(attempt.id()).retryIn(wait), judgement);
    return new Failed(
        new TemporaryFailureException(
            detail(attempt.reading(), judgement, what(attempt.reading()) + "; try again later")
                .retryAfter(wait)
                .build()),
        Result.BAD);
  }

  /** While an endpoint is ill, its failures say nothing about a connection. */
  private Duration next(RefreshAttempt attempt, Backoff backoff) {
    int failures = isIll(attempt) ? 0 : attempt.reading().set().failedAttempts();
    return backoff.next(failures, this::chance);
  }

  private boolean isIll(RefreshAttempt attempt) {
    return parts.health().isIll(attempt.source().endpoint());
  }

  private double chance() {
    return parts.engine().random().fraction();
  }

  private void note(RefreshAttempt attempt, RefreshFailure.Builder failure, Judgement judgement) {
    if (judgement.outcomeUnknown() || attempt.reading().isOutcomeUnknown()) {
      failure.outcomeUnknown();
    }
    ConnectionAttempt noted = judgement.attempt(attempt.reading().set().name());
    if (record(attempt, failure.attempt(noted))) {
      Optional<Duration> retryIn = failure.build().retryIn();
      news.add(() -> parts.news().failed(opened(attempt.reading()), noted, retryIn));
    }
  }

  private boolean record(RefreshAttempt attempt, RefreshFailure.Builder failure) {
    Reading reading = attempt.reading();
    return connections.recordFailure(reading.key(), reading.set().version(), failure.build());
  }

  private Connection now(Reading reading) {
    Connection before = reading.connection();
    return connections
        .find(before.workspaceId(), before.id())
        .map(ConnectionRecord::connection)
        .orElseGet(() -> opened(reading));
  }

  private Connection opened(Reading reading) {
    return parts.vault().opened(reading.record());
  }

  /** A refresh that does not begin because an earlier one failed a moment ago. */
  IntegrationException backingOff(Reading reading) {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.PROVIDER_UNAVAILABLE, what(reading) + " a moment ago; try again later")
            .integrationType(reading.connection().integrationType())
            .connectionId(reading.connection().id())
            .retryAfter(reading.backOff().orElse(null))
            .build());
  }

  /** A refresh that does not begin because its endpoint takes no calls just now. */
  IntegrationException notAsked(Reading reading, Duration left) {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.PROVIDER_UNAVAILABLE,
                "The token endpoint of '"
                    + reading.connection().integrationType()
                    + "' took no refreshes lately and is not asked for the moment; try again later,"
                    + " and look at the health of the integration")
            .integrationType(reading.connection().integrationType())
            .connectionId(reading.connection().id())
            .retryAfter(left)
            .build());
  }

  private static String what(Reading reading) {
    return "The service of '"
        + reading.connection().integrationType()
        + "' could not refresh the credential";
  }

  private static ErrorDetail.Builder detail(Reading reading, Judgement judgement, String message) {
    return ErrorDetail.builder(judgement.code(), message)
        .integrationType(reading.connection().integrationType())
        .connectionId(reading.connection().id())
        .httpStatus(judgement.httpStatus().orElse(null))
        .serviceError(judgement.serviceError().orElse(null))
        .serviceDescription(judgement.serviceDescription().orElse(null));
  }
}

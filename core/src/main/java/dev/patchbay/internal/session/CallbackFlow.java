package dev.patchbay.internal.session;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.check.ReturnUrls;
import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.protocol.CallbackParameters;
import dev.patchbay.internal.protocol.Sha256;
import dev.patchbay.internal.protocol.ValidatedCallback;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionRecord;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A callback's path: read it, compare it with its session, claim the session in one step, and run
 * the exchange on a thread of ours, so that nothing that happens to the caller's can cut it short.
 */
public final class CallbackFlow {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackFlow.class);
  private static final String ACCESS_DENIED = "access_denied";

  /** How soon a second callback sees what the first one came to on another node. */
  private static final Duration SOON = Duration.ofMillis(250);

  private final ProviderRegistry providers;
  private final SessionStore store;
  private final EngineThreads threads;
  private final Bulkheads bulkheads;
  private final ExchangeFlow exchange;
  private final SessionNews news;
  private final SessionWaiters waiters;
  private final ReturnUrls returns;
  private final Duration patience;

  CallbackFlow(CallbackParts parts, ExchangeFlow exchange, Duration patience) {
    this.providers = parts.providers();
    this.store = parts.store();
    this.threads = parts.threads();
    this.bulkheads = parts.bulkheads();
    this.news = parts.news();
    this.waiters = parts.waiters();
    this.returns = parts.returns();
    this.exchange = exchange;
    this.patience = patience;
  }

  /** Completes a callback; see {@code SessionManager.completeCallback}. */
  public CallbackResult complete(CallbackRequest request) {
    return await(begin(request));
  }

  /** Completes one without a thread; see {@code SessionManager.completeCallbackAsync}. */
  public CompletableFuture<CallbackResult> completeAsync(CallbackRequest request) {
    Arguments.id("integrationType", request.integrationType());
    try {
      return handOver(begin(request).outcome());
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(known(refused));
    }
  }

  private Arrival begin(CallbackRequest request) {
    Arguments.id("integrationType", request.integrationType());
    InstalledProvider provider = providers.get(request.integrationType());
    CallbackParameters parameters = CallbackParameters.parse(request.rawQuery());
    SessionRecord session =
        store
            .findByState(Sha256.of(parameters.state()))
            .orElseThrow(() -> unknownState(request.integrationType()));
    ValidatedCallback callback =
        ValidatedCallback.validate(request, parameters, session, provider.definition());
    if (session.session().isEnded() || session.isExchanging()) {
      return tooLate(session);
    }
    return callback.code().isPresent()
        ? exchange(provider, callback, callback.code().get())
        : end(callback, callback.error().orElseThrow());
  }

  private Arrival end(ValidatedCallback callback, String error) {
    SessionEnd end =
        error.equals(ACCESS_DENIED)
            ? SessionEnd.builder(SessionStatus.DENIED).build()
            : failed(SessionFailures.authorization(error));
    Optional<SessionRecord> ended = store.claim(claim(callback).end(end).build());
    ended.ifPresent(news::announce);
    return ended
        .map(record -> Arrival.over(taken(record.session())))
        .orElseGet(() -> tooLate(callback.session()));
  }

  private static SessionEnd failed(SessionFailure failure) {
    return SessionEnd.builder(SessionStatus.FAILED).failure(failure).build();
  }

  private Arrival exchange(InstalledProvider provider, ValidatedCallback callback, Secret code) {
    SessionClaim claim = claim(callback).build();
    CompletableFuture<Arrival> work =
        bulkheads.start(
            provider.definition().id(),
            () ->
                store
                    .claim(claim)
                    .map(claimed -> Arrival.over(taken(exchange.run(provider, claimed, code))))
                    .orElseGet(() -> tooLate(callback.session())));
    CallbackResult meanwhile = taken(callback.session().session());
    limit(work, Arrival.over(meanwhile));
    return new Arrival(work.thenCompose(Arrival::outcome), meanwhile);
  }

  private static SessionClaim.Builder claim(ValidatedCallback callback) {
    SessionRecord session = callback.session();
    return SessionClaim.builder(session.stateHash(), session.session().integrationType())
        .bindingHash(callback.bindingHash().orElse(null));
  }

  /** Ends the wait for work; the work itself goes on. */
  private void limit(CompletableFuture<Arrival> work, Arrival meanwhile) {
    try {
      Future<?> alarm =
          threads
              .timer()
              .schedule(() -> work.complete(meanwhile), patience.toMillis(), TimeUnit.MILLISECONDS);
      Future<?> unused = work.whenComplete((done, failure) -> alarm.cancel(false));
    } catch (RejectedExecutionException closed) {
      // The close that stops the timer ends the workers too, and with them this wait.
      LOG.debug("A callback came while the registry was closed, and is waited for without limit");
    }
  }

  /** Tells of a session that is not to be taken any more; one at work is waited for. */
  private Arrival tooLate(SessionRecord seen) {
    SessionRecord now = current(seen);
    return now.isExchanging() ? awaitEnd(now) : Arrival.over(late(now.session()));
  }

  private Arrival awaitEnd(SessionRecord seen) {
    PollOptions options = PollOptions.builder().timeout(patience).interval(SOON).build();
    CompletableFuture<Session> end = waiters.await(seen.key(), options);
    try {
      // It may have ended between the look before and the begin of the wait.
      Session now = current(seen).session();
      if (now.isEnded()) {
        end.complete(now);
      }
      CompletableFuture<CallbackResult> outcome =
          end.handle((ended, overdue) -> late(overdue == null ? ended : now));
      // Whoever gives up what hangs on the wait must end the wait.
      Future<?> unused = outcome.whenComplete((done, failure) -> end.cancel(false));
      return new Arrival(outcome, late(now));
    } catch (RuntimeException failure) {
      end.cancel(false);
      throw failure;
    }
  }

  private SessionRecord current(SessionRecord seen) {
    return store.find(seen.session().workspaceId(), seen.session().id()).orElse(seen);
  }

  private CallbackResult taken(Session session) {
    return CallbackResult.builder(returns.withAllowed(session)).build();
  }

  private CallbackResult late(Session session) {
    ErrorCode code =
        session.status() == SessionStatus.EXPIRED
            ? ErrorCode.SESSION_EXPIRED
            : ErrorCode.SESSION_ALREADY_USED;
    return CallbackResult.builder(returns.withAllowed(session))
        .refusedWith(code.wireValue())
        .build();
  }

  /**
   * Waits for the outcome; if the caller is interrupted the work goes on, and the session is
   * pending. The outcome has limits of its own, which nothing keeps once the registry is closed.
   */
  private CallbackResult await(Arrival arrival) {
    CompletableFuture<CallbackResult> outcome = arrival.outcome();
    try {
      return outcome.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException stillRunning) {
      LOG.debug("An exchange was still running when its caller went on");
    } catch (ExecutionException failure) {
      throw known(failure);
    }
    outcome.cancel(false);
    return arrival.meanwhile();
  }

  /** Hands out a future of its own, so that what hosts hang on it holds no thread of the work. */
  private CompletableFuture<CallbackResult> handOver(CompletableFuture<CallbackResult> outcome) {
    CompletableFuture<CallbackResult> own = new CompletableFuture<>();
    Future<?> unused =
        outcome.whenComplete(
            (result, failure) ->
                SessionWaiters.execute(threads.notifier(), () -> end(own, result, failure)));
    Future<?> unusedToo = own.whenComplete((result, failure) -> outcome.cancel(false));
    return own;
  }

  private static void end(
      CompletableFuture<CallbackResult> own,
      @Nullable CallbackResult result,
      @Nullable Throwable failure) {
    if (failure == null) {
      own.complete(Objects.requireNonNull(result));
    } else {
      own.completeExceptionally(known(failure));
    }
  }

  private static RuntimeException known(Throwable failure) {
    boolean wrapped =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    Throwable cause = wrapped && failure.getCause() != null ? failure.getCause() : failure;
    return cause instanceof IntegrationException known
        ? known
        : new IllegalStateException("A callback failed by a fault here", cause);
  }

  private static InvalidRequestException unknownState(String integrationType) {
    return new InvalidRequestException(
        ErrorDetail.builder(
                ErrorCode.STATE_UNKNOWN,
                "A callback came with a state that no session has: it is forged, or its session"
                    + " ended long ago; let the user start again")
            .integrationType(integrationType)
            .build());
  }

  /**
   * What becomes of a callback.
   *
   * @param outcome ends as the callback does; cancelling it ends nothing but the wait
   * @param meanwhile what is told to a caller who does not wait for it
   */
  private record Arrival(CompletableFuture<CallbackResult> outcome, CallbackResult meanwhile) {
    static Arrival over(CallbackResult result) {
      return new Arrival(CompletableFuture.completedFuture(result), result);
    }
  }

  /** What the flow is made of. */
  record CallbackParts(
      ProviderRegistry providers,
      SessionStore store,
      EngineThreads threads,
      Bulkheads bulkheads,
      SessionNews news,
      SessionWaiters waiters,
      ReturnUrls returns) {}
}

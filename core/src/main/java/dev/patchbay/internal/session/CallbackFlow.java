package dev.patchbay.internal.session;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.concurrent.Bulkheads;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A callback's path: read it, compare it with its session, claim the session in one step, and run
 * the exchange on a thread of ours, so that nothing that happens to the caller's can cut it short.
 */
public final class CallbackFlow {
  private static final String ACCESS_DENIED = "access_denied";

  /** How soon a second callback sees what the first one came to on another node. */
  private static final Duration SOON = Duration.ofMillis(250);

  private final ProviderRegistry providers;
  private final SessionStore store;
  private final Bulkheads bulkheads;
  private final ExchangeFlow exchange;
  private final SessionNews news;
  private final SessionWaiters waiters;
  private final Duration patience;

  CallbackFlow(CallbackParts parts, ExchangeFlow exchange, Duration patience) {
    this.providers = parts.providers();
    this.store = parts.store();
    this.bulkheads = parts.bulkheads();
    this.news = parts.news();
    this.waiters = parts.waiters();
    this.exchange = exchange;
    this.patience = patience;
  }

  /** Completes a callback; see {@code SessionManager.completeCallback}. */
  public CallbackResult complete(CallbackRequest request) {
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

  private CallbackResult end(ValidatedCallback callback, String error) {
    SessionEnd end =
        error.equals(ACCESS_DENIED)
            ? SessionEnd.builder(SessionStatus.DENIED).build()
            : failed(SessionFailures.authorization(error));
    Optional<SessionRecord> ended = store.claim(claim(callback).end(end).build());
    ended.ifPresent(news::announce);
    return ended
        .map(record -> CallbackResult.builder(record.session()).build())
        .orElseGet(() -> tooLate(callback.session()));
  }

  private static SessionEnd failed(SessionFailure failure) {
    return SessionEnd.builder(SessionStatus.FAILED).failure(failure).build();
  }

  private CallbackResult exchange(
      InstalledProvider provider, ValidatedCallback callback, Secret code) {
    SessionClaim claim = claim(callback).build();
    CompletableFuture<Optional<Session>> work =
        bulkheads.start(
            provider.definition().id(),
            () -> store.claim(claim).map(claimed -> exchange.run(provider, claimed, code)));
    Optional<Session> session = await(work, callback.session().session());
    return session
        .map(known -> CallbackResult.builder(known).build())
        .orElseGet(() -> tooLate(callback.session()));
  }

  private static SessionClaim.Builder claim(ValidatedCallback callback) {
    SessionRecord session = callback.session();
    return SessionClaim.builder(session.stateHash(), session.session().integrationType())
        .bindingHash(callback.bindingHash().orElse(null));
  }

  /**
   * Waits for the exchange; if the caller is interrupted it goes on, and the session is pending.
   */
  private Optional<Session> await(CompletableFuture<Optional<Session>> work, Session before) {
    try {
      return work.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.of(before);
    } catch (TimeoutException stillRunning) {
      return Optional.of(before);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof IntegrationException known
          ? known
          : new IllegalStateException("A callback failed by a fault here", failure.getCause());
    }
  }

  /** Tells of a session that is not to be taken any more; one at work is waited for. */
  private CallbackResult tooLate(SessionRecord seen) {
    Session session = outcome(seen);
    ErrorCode code =
        session.status() == SessionStatus.EXPIRED
            ? ErrorCode.SESSION_EXPIRED
            : ErrorCode.SESSION_ALREADY_USED;
    return CallbackResult.builder(session).refusedWith(code.wireValue()).build();
  }

  private Session outcome(SessionRecord seen) {
    SessionRecord now = current(seen);
    return now.isExchanging() ? awaitEnd(now) : now.session();
  }

  private Session awaitEnd(SessionRecord seen) {
    PollOptions options = PollOptions.builder().timeout(patience).interval(SOON).build();
    CompletableFuture<Session> end = waiters.await(seen.key(), options);
    try {
      // It may have ended between the look before and the begin of the wait.
      Session now = current(seen).session();
      return now.isEnded()
          ? now
          : await(end.thenApply(Optional::of).exceptionally(late -> Optional.of(now)), now)
              .orElse(now);
    } finally {
      end.cancel(false);
    }
  }

  private SessionRecord current(SessionRecord seen) {
    return store.find(seen.session().workspaceId(), seen.session().id()).orElse(seen);
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

  /** What the flow is made of. */
  record CallbackParts(
      ProviderRegistry providers,
      SessionStore store,
      Bulkheads bulkheads,
      SessionNews news,
      SessionWaiters waiters) {}
}

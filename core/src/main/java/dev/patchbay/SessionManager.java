package dev.patchbay;

import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionOutcome;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Connects accounts by OAuth: create a session, send the user to its authorise URL, hand the
 * callback over, and wait for the outcome. Thread-safe; from {@link Integrations#sessions()}.
 *
 * <p>Every method throws {@link dev.patchbay.error.InvalidRequestException} for a malformed
 * argument and {@link dev.patchbay.error.TemporaryFailureException} if the store cannot be reached
 * or the registry is closed.
 *
 * <pre>{@code
 * Session session = sessions.create(SessionRequest.builder(workspace, "github").build());
 * redirect(session.authorizeUrl().orElseThrow());
 * // in the route of the redirect URI:
 * sessions.completeCallback(CallbackRequest.ofQuery("github", rawQuery));
 * }</pre>
 */
public interface SessionManager {

  /**
   * Creates a session. Does no network I/O; not idempotent.
   *
   * @param request what to connect, for whom
   * @return the session, pending, with the authorise URL that only this call gets
   * @throws dev.patchbay.error.MisconfiguredException if the integration is not installed, does no
   *     OAuth, or has no client or callback URL configured
   * @throws dev.patchbay.error.InvalidRequestException if the request names a parameter, variable,
   *     scope or return URL that is not allowed
   * @throws dev.patchbay.error.NotFoundException if the connection to reconnect is not there
   * @throws dev.patchbay.error.TemporaryFailureException if too many sessions are pending
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1">RFC 6749, section 4.1.1</a>
   */
  Session create(SessionRequest request);

  /**
   * Reads a session. An ended one can be read until ten minutes after its end.
   *
   * @param workspaceId the workspace that the session belongs to
   * @param sessionId the session
   * @return the session as it stands, without its authorise URL
   * @throws dev.patchbay.error.NotFoundException if the workspace has no such session
   */
  Session get(WorkspaceId workspaceId, SessionId sessionId);

  /**
   * Tells which workspace a session is in, for callers that may see all workspaces, such as an
   * organisation's key. The answer, and whether there is one, must not reach anyone who may not see
   * that workspace.
   *
   * @param sessionId the session
   * @return its workspace; empty if no workspace has such a session
   */
  Optional<WorkspaceId> findWorkspace(SessionId sessionId);

  /**
   * Waits on the calling thread until the user completed the session or denied.
   *
   * @param workspaceId the workspace that the session belongs to
   * @param sessionId the session
   * @param options how long and how often
   * @return the outcome: complete, with the connection, or denied
   * @throws dev.patchbay.error.SessionFailedException if the session failed or expired, with its
   *     code; {@code POLL_TIMEOUT} if it did not end in time; {@code POLL_INTERRUPTED} if the
   *     thread was interrupted, whose flag is set again
   * @throws dev.patchbay.error.NotFoundException if the workspace has no such session
   */
  SessionOutcome poll(WorkspaceId workspaceId, SessionId sessionId, PollOptions options);

  /**
   * Waits like {@link #poll}, without a thread. Cancelling the future ends the wait and nothing
   * else. What is hung on the future runs on one of two threads shared by all waits: use the {@code
   * Async} methods for anything slow.
   *
   * @param workspaceId the workspace that the session belongs to
   * @param sessionId the session
   * @param options how long and how often
   * @return a future that ends as {@link #poll} does, its exceptions as causes
   * @throws dev.patchbay.error.TemporaryFailureException if too many waits are running
   */
  CompletableFuture<SessionOutcome> pollAsync(
      WorkspaceId workspaceId, SessionId sessionId, PollOptions options);

  /**
   * Takes a browser's arrival at the redirect URI: checks that it belongs to a pending session,
   * takes that session in one atomic step, exchanges the code, identifies the account and stores
   * the connection. Blocks while it does, at most eight times the HTTP deadline (80 seconds by
   * default); the work goes on if that runs out, or if the calling thread is interrupted.
   *
   * <p>A refused callback changes nothing: the right one still works. A second arrival of the same
   * callback waits for the first one's outcome, shows it, and is marked as refused.
   *
   * @param request the integration, the raw query, and the browser binding if the session has one
   * @return the session as it stands then: look at its status, since it may be denied or failed
   * @throws dev.patchbay.error.InvalidRequestException {@code CALLBACK_MALFORMED}, {@code
   *     STATE_UNKNOWN}, {@code BROWSER_BINDING_MISMATCH}, {@code ISSUER_MISMATCH} or {@code
   *     INTEGRATION_MISMATCH}
   * @throws dev.patchbay.error.MisconfiguredException if the integration is not installed
   * @throws dev.patchbay.error.TemporaryFailureException {@code OVERLOADED} if the integration has
   *     too many calls running; the session is still pending
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749, section 4.1.2</a>
   */
  CallbackResult completeCallback(CallbackRequest request);

  /**
   * Takes an arrival like {@link #completeCallback}, without holding the calling thread while a
   * code is exchanged, by this call or by another one that is waited for; the store is read on it.
   * If the time runs out, the future ends with the session as it was, pending, and the work goes
   * on; so it does if the future is cancelled.
   *
   * <p>A malformed argument and a closed registry are thrown at once, as by {@link #pollAsync};
   * everything else, a refused callback too, is the cause of the future's failure. What is hung on
   * the future runs on the two threads of {@link #pollAsync}.
   *
   * @param request the integration, the raw query, and the browser binding if the session has one
   * @return a future that ends as {@link #completeCallback} does, its exceptions as causes
   */
  CompletableFuture<CallbackResult> completeCallbackAsync(CallbackRequest request);
}

package dev.patchbay;

import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionExplanation;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionLookup;
import dev.patchbay.model.ConnectionPage;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.CredentialsRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.WorkspaceId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The connections of a workspace. Thread-safe; from {@link Integrations#connections()}.
 *
 * <p>Every method throws {@link dev.patchbay.error.InvalidRequestException} for a malformed
 * argument and {@link dev.patchbay.error.TemporaryFailureException} if the store cannot be reached.
 * A connection of another workspace is not found, like one that does not exist.
 */
public interface ConnectionManager {

  /**
   * Makes a connection of a credential that the host already has. Blocks while the service is asked
   * whose it is (one or two exchanges, each bounded by {@code HttpSettings.deadline}), unless the
   * request switches that off; nothing is stored that the service refuses, or about which it cannot
   * be asked now.
   *
   * <p>One account of an integration, its variables and owner is one connection, however it was
   * connected; its credential is then replaced, and a grant that it had before lives on at the
   * service. The same credential of the same owner is the same connection. Handing it over again
   * keeps what the request leaves out, and changes nothing once the connection has refreshed it; if
   * the service ended it at that refresh, the repetition is {@code CREDENTIAL_REJECTED}.
   *
   * @param workspaceId the workspace that the connection will belong to
   * @param request the credential, and whose it is
   * @return the connection as it was written
   * @throws dev.patchbay.error.InvalidRequestException with {@code CREDENTIAL_WRONG_KIND} if the
   *     credential is of a kind that the integration cannot use, {@code CREDENTIAL_REJECTED} if the
   *     service refuses it, {@code ACCOUNT_MISMATCH} if it is of another account than the named
   *     connection, {@code INVALID_ARGUMENT} for anything else in the request
   * @throws dev.patchbay.error.MisconfiguredException if the integration is not installed, or its
   *     client is not complete
   * @throws dev.patchbay.error.TemporaryFailureException if the service cannot answer now, or the
   *     connection is being refreshed; nothing is stored
   * @throws dev.patchbay.error.ProviderFaultException if the provider's code is at fault
   * @throws dev.patchbay.error.NotFoundException if the workspace has no connection of the named id
   */
  Connection create(WorkspaceId workspaceId, ConnectionRequest request);

  /**
   * Reads a connection.
   *
   * @param workspaceId the workspace that the connection belongs to
   * @param connectionId the connection
   * @return the connection as it stands
   * @throws dev.patchbay.error.NotFoundException if the workspace has no such connection
   */
  Connection get(WorkspaceId workspaceId, ConnectionId connectionId);

  /**
   * Lists the connections of a workspace, the oldest first.
   *
   * @param workspaceId the workspace
   * @param filter which ones, how many at once, and where to go on
   * @return a page; empty if there are none
   */
  ConnectionPage list(WorkspaceId workspaceId, ConnectionFilter filter);

  /**
   * Finds the connection that acts for a member in an integration: the member's own, if there is
   * one, else a shared one. Of several, an active one comes first, then the oldest.
   *
   * @param workspaceId the workspace that the connection belongs to
   * @param lookup the integration, and the member
   * @return the connection; empty if there is none
   */
  Optional<Connection> find(WorkspaceId workspaceId, ConnectionLookup lookup);

  /**
   * Gives a credential of the primary token set that is valid now. Returns at once while it is far
   * from its end, and near its end too, where a refresh then begins that nobody waits for. At its
   * end, or where a refresh kills the old credential at once, it blocks until the refresh is over,
   * at most 30 seconds; however many ask, on however many nodes, one request is sent. A refresh
   * that was begun goes on when its callers are gone.
   *
   * @param workspaceId the workspace that the connection belongs to
   * @param connectionId the connection
   * @return the credential
   * @throws dev.patchbay.error.ReconnectRequiredException if the service ended the grant, or its
   *     answer to a refresh was lost for good: ask the user to connect again
   * @throws dev.patchbay.error.MisconfiguredException if the service refuses the OAuth client, or
   *     client, key or provider are missing; the user need not do anything
   * @throws dev.patchbay.error.TemporaryFailureException if the credential is at its end and cannot
   *     be refreshed now, or the thread is interrupted
   * @throws dev.patchbay.error.ProviderFaultException if called by a provider, a cipher or a client
   *     source that a refresh is waiting for
   * @throws dev.patchbay.error.NotFoundException if the workspace has no such connection
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749, 6</a>
   */
  Credentials credentials(WorkspaceId workspaceId, ConnectionId connectionId);

  /**
   * Gives a credential of a named token set, or with another time-out; else as {@link
   * #credentials(WorkspaceId, ConnectionId)}.
   *
   * @param workspaceId the workspace that the connection belongs to
   * @param request the connection, the token set, the time-out
   * @return the credential
   */
  Credentials credentials(WorkspaceId workspaceId, CredentialsRequest request);

  /**
   * The same without a waiting thread. The time-out ends the future too, with the old credential
   * while that lives, else with {@code REFRESH_PENDING}. Cancelling it stops nothing but the
   * waiting. What depends on it runs on a thread of this registry.
   *
   * @param workspaceId the workspace that the connection belongs to
   * @param request the connection, the token set, the time-out
   * @return the credential; else one of the exceptions of {@code credentials}
   */
  CompletableFuture<Credentials> credentialsAsync(
      WorkspaceId workspaceId, CredentialsRequest request);

  /**
   * Gives a client that calls the service's API with the credential of the primary token set, so
   * that the credential need never leave this registry. The client may be kept and shared; it asks
   * for the credential at every call. Only the hosts of the definition are called.
   *
   * @param workspaceId the workspace that the connection belongs to
   * @param connectionId the connection
   * @return the client
   * @throws dev.patchbay.error.MisconfiguredException if the integration is not installed, declares
   *     no API, or the connection's host is not allowed any more
   * @throws dev.patchbay.error.NotFoundException if the workspace has no such connection
   */
  AuthorizedClient http(WorkspaceId workspaceId, ConnectionId connectionId);

  /**
   * Gives a client that uses a named token set; else as {@link #http(WorkspaceId, ConnectionId)}.
   *
   * @param workspaceId the workspace that the connection belongs to
   * @param request the connection, the token set, how long a call waits for a refresh
   * @return the client
   */
  AuthorizedClient http(WorkspaceId workspaceId, CredentialsRequest request);

  /**
   * Says that the service's API did not take a credential (HTTP 401). If it is still the newest it
   * is refreshed, once, however many callers report it; what cannot be refreshed is shown to the
   * service by its identity call. Blocks as {@code credentials} does.
   *
   * @param workspaceId the workspace that the connection belongs to
   * @param failed the credential, as it was handed out
   * @return a credential to try once more with; empty if the newest is the one that failed and
   *     nothing is known to be wrong with it, as when it is younger than 30 seconds: then the
   *     refusal has another reason
   * @throws dev.patchbay.error.ReconnectRequiredException if the grant is over
   * @throws dev.patchbay.error.MisconfiguredException as {@code credentials}
   * @throws dev.patchbay.error.TemporaryFailureException if the service cannot be asked now
   * @throws dev.patchbay.error.ProviderFaultException if the provider's code is at fault
   * @throws dev.patchbay.error.InvalidRequestException if the connection has no such token set
   * @throws dev.patchbay.error.NotFoundException if the workspace has no such connection
   */
  Optional<Credentials> reportUnauthorized(WorkspaceId workspaceId, Credentials failed);

  /**
   * Says what happened to a connection lately, and whose move it is.
   *
   * @param workspaceId the workspace that the connection belongs to
   * @param connectionId the connection
   * @return its last attempts, and a verdict
   * @throws dev.patchbay.error.NotFoundException if the workspace has no such connection
   */
  ConnectionExplanation explain(WorkspaceId workspaceId, ConnectionId connectionId);

  /**
   * Deletes a connection: makes it unusable at once, ends its grant at the service, erases its
   * secrets. Blocks while the service is asked. A deleted connection never comes back.
   *
   * @param workspaceId the workspace that the connection belongs to
   * @param connectionId the connection
   * @param mode whether to end the grant at the service; {@code AUTO} unless there is a reason
   * @return what became of the grant; the connection is gone in any case
   * @throws dev.patchbay.error.NotFoundException if the workspace has no such connection, or it was
   *     deleted before
   */
  DeletionReceipt delete(WorkspaceId workspaceId, ConnectionId connectionId, RevocationMode mode);
}

package dev.patchbay.spi;

import dev.patchbay.model.ConnectionEvent;
import dev.patchbay.model.CredentialEvent;
import dev.patchbay.model.IntegrationHealth;
import dev.patchbay.model.PurgeReceipt;
import dev.patchbay.model.RefreshFailureEvent;
import dev.patchbay.model.SessionEvent;
import dev.patchbay.model.UnreadableSecretEvent;

/**
 * Is told what happened, after it was stored. Thread-safe. Called on the thread that did the work,
 * so it is quick: a slow one delays further refreshes of the same service. Events of different
 * sessions and connections may come at once. What it throws is logged and kept from everything
 * else. Events hold no secret.
 */
public interface IntegrationListener {

  /**
   * A session was created.
   *
   * @param event the session
   */
  default void sessionCreated(SessionEvent event) {}

  /**
   * A session ended: complete, denied, failed or expired, as its status says. For listeners that
   * treat all ends alike.
   *
   * @param event the session
   */
  default void sessionEnded(SessionEvent event) {}

  /**
   * A session was completed and its connection written. Unless overridden it is told to {@link
   * #sessionEnded}.
   *
   * @param event the session
   */
  default void sessionCompleted(SessionEvent event) {
    sessionEnded(event);
  }

  /**
   * A session was denied by its user. Unless overridden it is told to {@link #sessionEnded}.
   *
   * @param event the session
   */
  default void sessionDenied(SessionEvent event) {
    sessionEnded(event);
  }

  /**
   * A session failed. Unless overridden it is told to {@link #sessionEnded}.
   *
   * @param event the session
   */
  default void sessionFailed(SessionEvent event) {
    sessionEnded(event);
  }

  /**
   * A session expired before its callback came. Unless overridden it is told to {@link
   * #sessionEnded}.
   *
   * @param event the session
   */
  default void sessionExpired(SessionEvent event) {
    sessionEnded(event);
  }

  /**
   * A connection was made.
   *
   * @param event the connection
   */
  default void connectionCreated(ConnectionEvent event) {}

  /**
   * A connection got a new credential, account or status.
   *
   * @param event the connection
   */
  default void connectionUpdated(ConnectionEvent event) {}

  /**
   * A connection was deleted.
   *
   * @param event the connection as it last stood
   */
  default void connectionDeleted(ConnectionEvent event) {}

  /**
   * A credential was refreshed.
   *
   * @param event the connection, the token set and its new version
   */
  default void credentialsRefreshed(CredentialEvent event) {}

  /**
   * A refresh failed. Told once an attempt, on the node that made it.
   *
   * @param event the connection, and what was tried
   */
  default void refreshFailed(RefreshFailureEvent event) {}

  /**
   * A connection needs its user: the service ended its grant, or an answer was lost for good.
   * {@link dev.patchbay.model.Connection#statusCause} says why.
   *
   * @param event the connection
   */
  default void reauthorizationRequired(ConnectionEvent event) {}

  /**
   * A token endpoint takes no refreshes of this node; connections stay as they are.
   *
   * @param health the integration, the endpoint, and why
   */
  default void integrationUnhealthy(IntegrationHealth health) {}

  /**
   * A token endpoint takes refreshes again.
   *
   * @param health the integration and the endpoint
   */
  default void integrationHealthy(IntegrationHealth health) {}

  /**
   * Everything of a workspace was erased; each of its connections was told as deleted before.
   *
   * @param receipt the workspace, and how much there was
   */
  default void workspacePurged(PurgeReceipt receipt) {}

  /**
   * A stored secret did not open, and was refused. Look at the store if the code says that it was
   * changed or moved, at the keyset if it says that the key is unknown.
   *
   * @param event which secret, and why
   */
  default void secretUnreadable(UnreadableSecretEvent event) {}
}

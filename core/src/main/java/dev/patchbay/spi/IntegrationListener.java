package dev.patchbay.spi;

import dev.patchbay.model.ConnectionEvent;
import dev.patchbay.model.PurgeReceipt;
import dev.patchbay.model.SessionEvent;

/**
 * Is told what happened, after it was stored. Thread-safe. Called on the thread that did the work,
 * so it is quick; events of different sessions may come at once. What it throws is logged and kept
 * from everything else. Events hold no secret.
 */
public interface IntegrationListener {

  /**
   * A session was created.
   *
   * @param event the session
   */
  default void sessionCreated(SessionEvent event) {}

  /**
   * A session ended: complete, denied, failed or expired, as its status says.
   *
   * @param event the session
   */
  default void sessionEnded(SessionEvent event) {}

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
   * Everything of a workspace was erased; each of its connections was told as deleted before.
   *
   * @param receipt the workspace, and how much there was
   */
  default void workspacePurged(PurgeReceipt receipt) {}
}

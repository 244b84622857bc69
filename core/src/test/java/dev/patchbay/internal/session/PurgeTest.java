package dev.patchbay.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.patchbay.error.NotFoundException;
import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.connection.Listeners;
import dev.patchbay.internal.connection.PlainCipher;
import dev.patchbay.internal.connection.Vaults;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionEvent;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.PurgeReceipt;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ListedConnection;
import dev.patchbay.spi.store.SessionKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class PurgeTest {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");

  /** The store is asked so seldom that only the purge can end this wait in time. */
  private static final PollOptions PATIENT =
      PollOptions.builder().timeout(Duration.ofHours(1)).interval(Duration.ofHours(1)).build();

  private final SessionStore sessions = mock(SessionStore.class);
  private final ConnectionStore connections = mock(ConnectionStore.class);
  private final Stores stores = stores();
  private final IntegrationListener listener = mock(IntegrationListener.class);
  private final EngineThreads threads = new EngineThreads();
  private final SessionWaiters waiters = new SessionWaiters(sessions, threads, 10);
  private final Purge purge =
      new Purge(
          Vaults.of(stores, Vaults.sealing(new PlainCipher())),
          waiters,
          new Listeners(List.of(listener)));

  @BeforeEach
  void fill() {
    when(sessions.purge(eq(WORKSPACE), anyInt()))
        .thenReturn(List.of(session("sess_1"), session("sess_2")))
        .thenReturn(List.of(session("sess_3")))
        .thenReturn(List.of());
    when(connections.purge(eq(WORKSPACE), anyInt()))
        .thenReturn(List.of(listed("conn_1")))
        .thenReturn(List.of(listed("conn_2")))
        .thenReturn(List.of());
  }

  @AfterEach
  void close() {
    waiters.close();
    threads.close();
  }

  @Test
  void batchesAreErasedUntilNoneIsLeftAndAllAreCounted() {
    PurgeReceipt receipt = purge.purge(WORKSPACE);

    assertThat(receipt.sessions()).isEqualTo(3);
    assertThat(receipt.connections()).isEqualTo(2);
    verify(listener, times(2)).connectionDeleted(any(ConnectionEvent.class));
  }

  /** Else a callback could bring a connection in behind the purge. */
  @Test
  void sessionsGoBeforeConnections() {
    purge.purge(WORKSPACE);

    InOrder order = inOrder(sessions, connections);
    order.verify(sessions, times(3)).purge(eq(WORKSPACE), anyInt());
    order.verify(connections, times(3)).purge(eq(WORKSPACE), anyInt());
  }

  @Test
  void waitEndsAtOnceWithTheSessionWaitedFor() {
    SessionKey key = new SessionKey(WORKSPACE, SessionId.of("sess_3"));
    CompletableFuture<Session> wait = waiters.await(key, PATIENT);

    purge.purge(WORKSPACE);

    assertThat(wait)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(NotFoundException.class);
  }

  private static Session session(String id) {
    return Session.builder(SessionId.of(id), WORKSPACE, "plain").build();
  }

  private Stores stores() {
    Stores both = mock(Stores.class);
    when(both.sessions()).thenReturn(sessions);
    when(both.connections()).thenReturn(connections);
    return both;
  }

  private static ListedConnection listed(String id) {
    return new ListedConnection(connection(id), Optional.empty());
  }

  private static Connection connection(String id) {
    return Connection.builder(ConnectionId.of(id), WORKSPACE, "plain").build();
  }
}

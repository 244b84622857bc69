package dev.patchbay.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.patchbay.SessionManager;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.web.spi.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionReadsTest {
  private static final WorkspaceId OURS = WorkspaceId.of("ws_ours");
  private static final WorkspaceId OTHERS = WorkspaceId.of("ws_others");
  private static final SessionId ID = SessionId.of("sess_a");
  private static final Principal WORKSPACE = Principal.workspace(OURS);

  private final SessionManager sessions = mock(SessionManager.class);
  private final SettableTicker ticker = new SettableTicker();
  private final SessionReads reads = new SessionReads(sessions, ticker);

  @BeforeEach
  void beginSession() {
    is(SessionStatus.PENDING);
    when(sessions.findWorkspace(ID)).thenReturn(Optional.of(OURS));
  }

  private void is(SessionStatus status) {
    when(sessions.get(OURS, ID)).thenReturn(session(status));
  }

  private static Session session(SessionStatus status) {
    return Session.builder(ID, OURS, "acme").status(status).build();
  }

  @Test
  void pendingSessionIsReadOncePerSecond() {
    for (int tenth = 0; tenth < 30; tenth++) {
      assertThat(reads.find(WORKSPACE, ID)).isPresent();
      assertThat(reads.find(Principal.organisation(), ID)).isPresent();
      ticker.advance(Duration.ofMillis(100));
    }
    verify(sessions, times(3)).get(OURS, ID);
    verify(sessions, never()).findWorkspace(any());
  }

  @Test
  void thoseWhoAskAtTheSameTimeShareOneRead() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch let = new CountDownLatch(1);
    Session session = session(SessionStatus.PENDING);
    when(sessions.get(OURS, ID))
        .thenAnswer(
            call -> {
              reading.countDown();
              let.await();
              return session;
            });
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<Future<Optional<Session>>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(clients.submit(() -> reads.find(WORKSPACE, ID)));
      }
      reading.await();
      let.countDown();
      for (Future<Optional<Session>> answer : answers) {
        assertThat(answer.get()).contains(session);
      }
    } finally {
      clients.shutdownNow();
    }
    verify(sessions, times(1)).get(OURS, ID);
  }

  @Test
  void failureIsToldAsItWas() {
    IllegalStateException failure = new IllegalStateException("a fault");
    when(sessions.get(OURS, ID)).thenThrow(failure);
    assertThatThrownBy(() -> reads.find(WORKSPACE, ID)).isSameAs(failure);
    assertThatThrownBy(() -> reads.find(WORKSPACE, ID)).isSameAs(failure);
  }

  @Test
  void whatIsRememberedIsShownToItsOwnWorkspaceOnly() {
    when(sessions.get(OTHERS, ID)).thenThrow(notFound());
    reads.find(WORKSPACE, ID);
    assertThat(reads.find(Principal.workspace(OTHERS), ID)).isEmpty();
  }

  @Test
  void whatIsRememberedCostsAForeignKeyTheReadOfWhatNobodyKnows() {
    when(sessions.get(OTHERS, ID)).thenThrow(notFound());
    reads.find(WORKSPACE, ID);
    reads.find(Principal.workspace(OTHERS), ID);
    verify(sessions, times(1)).get(OTHERS, ID);
  }

  private static NotFoundException notFound() {
    return new NotFoundException(
        ErrorDetail.builder(ErrorCode.SESSION_NOT_FOUND, "There is none").build());
  }

  @Test
  void endedSessionIsReadOncePerSecondToo() {
    is(SessionStatus.COMPLETE);
    reads.find(WORKSPACE, ID);
    reads.find(WORKSPACE, ID);
    verify(sessions, times(1)).get(OURS, ID);
  }

  @Test
  void workspaceOfASessionIsLookedForOnce() {
    reads.find(Principal.organisation(), ID);
    ticker.advance(Duration.ofSeconds(2));
    reads.find(Principal.organisation(), ID);
    verify(sessions, times(1)).findWorkspace(ID);
    verify(sessions, times(2)).get(OURS, ID);
  }

  @Test
  void sessionThatWentOnIsReadAgain() {
    reads.find(WORKSPACE, ID);
    is(SessionStatus.COMPLETE);
    reads.forget(ID);
    assertThat(reads.find(WORKSPACE, ID).map(Session::status)).contains(SessionStatus.COMPLETE);
  }
}

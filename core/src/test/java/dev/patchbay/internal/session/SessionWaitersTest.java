package dev.patchbay.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.error.SessionFailedException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.store.SessionKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionWaitersTest {
  private static final int MOST = 2;
  private static final SessionKey KEY =
      new SessionKey(WorkspaceId.of("ws_1"), SessionId.of("sess_1"));

  private static final SessionKey OTHER_KEY =
      new SessionKey(WorkspaceId.of("ws_1"), SessionId.of("sess_2"));

  /** The store is asked so seldom that only a wake can end these waits in time. */
  private static final PollOptions PATIENT =
      PollOptions.builder().timeout(Duration.ofHours(1)).interval(Duration.ofHours(1)).build();

  private final EngineThreads threads = new EngineThreads();
  private final SessionWaiters waiters =
      new SessionWaiters(new MemoryStores(Clock.systemUTC()).sessions(), threads, MOST);

  @AfterEach
  void close() {
    waiters.close();
    threads.close();
  }

  @Test
  void everyWaitForASessionEndsWithItAndNoOther() throws Exception {
    CompletableFuture<Session> one = waiters.await(KEY, PATIENT);
    CompletableFuture<Session> other = waiters.await(OTHER_KEY, PATIENT);
    Session ended = Session.builder(KEY.sessionId(), KEY.workspaceId(), "plain").build();

    waiters.wake(KEY, ended);

    assertThat(one.get(10, TimeUnit.SECONDS)).isSameAs(ended);
    assertThat(other).isNotDone();
    Awaitility.await().until(() -> waiters.count() == 1);
  }

  @Test
  void waitsAreBoundedAndEachEndMakesRoomForTheNext() {
    PollOptions brief = PollOptions.builder().timeout(Duration.ofMillis(1)).build();
    for (int i = 0; i < 2 * MOST; i++) {
      CompletableFuture<Session> late = waiters.await(KEY, brief);
      assertThatThrownBy(() -> late.get(10, TimeUnit.SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              SessionFailedException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.POLL_TIMEOUT));
      Awaitility.await().until(() -> waiters.count() == 0);
      assertThat(waiters.await(KEY, PATIENT).cancel(false)).isTrue();
    }
    for (int i = 0; i < MOST; i++) {
      assertThat(waiters.await(KEY, PATIENT)).isNotDone();
    }

    assertThatThrownBy(() -> waiters.await(KEY, PATIENT))
        .isInstanceOfSatisfying(
            TemporaryFailureException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OVERLOADED));
    assertThat(waiters.count()).isEqualTo(MOST);
  }

  @Test
  void storeIsAskedOnlyForSessionsThatAreStillWaitedFor() {
    Set<SessionKey> asked = ConcurrentHashMap.newKeySet();
    SessionStore store = mock(SessionStore.class);
    when(store.findAll(anyCollection()))
        .thenAnswer(
            call -> {
              Collection<SessionKey> keys = call.getArgument(0);
              asked.addAll(keys);
              return keys.stream()
                  .collect(Collectors.toMap(key -> key, SessionWaitersTest::pending));
            });
    PollOptions often = PollOptions.builder().interval(Duration.ofMillis(250)).build();
    try (SessionWaiters watched = new SessionWaiters(store, threads, MOST)) {
      watched.await(KEY, often).cancel(false);
      CompletableFuture<Session> other = watched.await(OTHER_KEY, often);

      Awaitility.await().until(() -> !asked.isEmpty());
      assertThat(other).isNotDone();
    }

    assertThat(asked).containsExactly(OTHER_KEY);
  }

  @Test
  void waitForASessionThatTheStoreDoesNotKnowAnyMoreEnds() {
    PollOptions often = PollOptions.builder().interval(Duration.ofMillis(250)).build();

    CompletableFuture<Session> forgotten = waiters.await(KEY, often);

    assertThat(forgotten)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(NotFoundException.class);
  }

  /** Whoever makes it go must not run what others do when their wait ends. */
  @Test
  void everyWaitForASessionThatIsGoneEndsOnAnotherThread() throws Exception {
    Thread caller = Thread.currentThread();
    CompletableFuture<Thread> one =
        waiters.await(KEY, PATIENT).handle((session, gone) -> Thread.currentThread());
    CompletableFuture<Thread> two =
        waiters.await(KEY, PATIENT).handle((session, gone) -> Thread.currentThread());

    waiters.gone(KEY);
    waiters.gone(OTHER_KEY);

    assertThat(one.get(10, TimeUnit.SECONDS)).isNotSameAs(caller);
    assertThat(two.get(10, TimeUnit.SECONDS)).isNotSameAs(caller);
    Awaitility.await().until(() -> waiters.count() == 0);
  }

  private static Session pending(SessionKey key) {
    return Session.builder(key.sessionId(), key.workspaceId(), "plain").build();
  }
}

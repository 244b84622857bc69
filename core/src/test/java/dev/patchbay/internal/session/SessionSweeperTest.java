package dev.patchbay.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.connection.Listeners;
import dev.patchbay.internal.connection.PlainCipher;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.internal.connection.Vaults;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.internal.protocol.CredentialCodec.StagedReply;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionEvent;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.SweepLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionSweeperTest {
  private static final Duration EXCHANGE_LIFE = Duration.ofMinutes(1);
  private static final Duration GRANT_AGE = Duration.ofSeconds(80);
  private static final SessionLimits LIMITS = new SessionLimits(Duration.ofMinutes(10), 10, 10);

  private final MovedClock clock = new MovedClock();
  private final MemoryStores stores = new MemoryStores(clock);
  private final Vault vault = Vaults.of(stores, Vaults.sealing(new PlainCipher()));
  private final EngineThreads threads = new EngineThreads();
  private final SessionWaiters waiters = new SessionWaiters(stores.sessions(), threads, 10);
  private final IntegrationListener listener = mock(IntegrationListener.class);
  private final GrantFlow flow = mock(GrantFlow.class);
  private final SessionNews news =
      new SessionNews(stores.sessions(), waiters, new Listeners(List.of(listener)));
  private final LeftGrants leftGrants =
      spy(new LeftGrants(stores.sessions(), flow, new Bulkheads(threads, 4)));
  private final SessionSweeper sweeper =
      new SessionSweeper(
          new SessionSweeper.Parts(vault, news, leftGrants),
          new SessionSweeper.Limits(
              new SweepLimits(EXCHANGE_LIFE, Duration.ofMinutes(10), 100),
              GRANT_AGE,
              Duration.ofMinutes(2)),
          threads);

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void exchangeThatWasLeftBehindFails() throws Exception {
    SessionRecord claimed = claim(create("sess_1"));
    CompletableFuture<Session> wait = waiters.await(claimed.key(), PollOptions.defaults());
    clock.now = clock.now.plus(EXCHANGE_LIFE);

    sweeper.sweep();
    sweeper.sweep();

    Session ended = wait.get(10, TimeUnit.SECONDS);
    assertThat(ended.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(ended.failure().orElseThrow().code()).isEqualTo("exchange_outcome_unknown");
    verify(listener, times(1)).sessionFailed(any(SessionEvent.class));
  }

  @Test
  void sessionThatWasLeftBehindWithItsGrantGoesOn() {
    SessionRecord claimed = stage(claim(create("sess_1")));
    sweeper.sweep();
    verify(flow, never()).takeOver(any());
    clock.now = clock.now.plus(GRANT_AGE);

    sweeper.sweep();
    sweeper.sweep();

    verify(flow, timeout(10_000).times(1))
        .takeOver(argThat(left -> left.key().equals(claimed.key())));
    assertThat(find(claimed)).get().matches(SessionRecord::isExchanging);
  }

  @Test
  void grantOfASessionThatEndedIsTakenOverToo() {
    SessionRecord ended = stage(claim(create("sess_1")));
    stores.sessions().end(ended.key(), SessionEnd.builder(SessionStatus.FAILED).build());
    clock.now = clock.now.plus(GRANT_AGE);

    sweeper.sweep();

    verify(flow, timeout(10_000).times(1))
        .takeOver(argThat(left -> left.session().status() == SessionStatus.FAILED));
  }

  @Test
  void storeThatIsBackLeavesExchangesInPeaceOnce() {
    SessionRecord claimed = claim(create("sess_1"));
    clock.now = clock.now.plus(EXCHANGE_LIFE);
    doThrow(new LinkageError("The store is away"))
        .doCallRealMethod()
        .when(leftGrants)
        .takeOver(any());

    sweeper.sweep();
    sweeper.sweep();
    assertThat(find(claimed)).get().matches(SessionRecord::isExchanging);

    sweeper.sweep();
    assertThat(find(claimed)).get().matches(it -> !it.isExchanging());
  }

  private SessionRecord stage(SessionRecord claimed) {
    TokenReply reply =
        TokenReply.builder(TokenGrant.builder("default", Secret.of("CNRY-left")).build()).build();
    StagedReply staged = new StagedReply(reply, clock.instant());
    stores.sessions().stage(claimed.key(), vault.sealing().sealStaged(claimed, staged));
    return claimed;
  }

  @Test
  void sessionThatNobodyFinishedExpiresAndIsForgottenLater() {
    SessionRecord session = create("sess_1");
    clock.now = clock.now.plus(Duration.ofMinutes(10));
    sweeper.sweep();
    assertThat(find(session)).isPresent();

    clock.now = clock.now.plus(Duration.ofMinutes(11));
    sweeper.sweep();

    assertThat(find(session)).isEmpty();
    verify(listener, times(1)).sessionExpired(any(SessionEvent.class));
  }

  private java.util.Optional<SessionRecord> find(SessionRecord session) {
    return stores.sessions().find(session.session().workspaceId(), session.session().id());
  }

  private SessionRecord create(String id) {
    Session session = Session.builder(SessionId.of(id), WorkspaceId.of("ws_1"), "plain").build();
    SessionRecord record =
        SessionRecord.builder(session, "hash-" + id, "https://host.example/cb", "client").build();
    return stores.sessions().create(record, LIMITS).orElseThrow();
  }

  private SessionRecord claim(SessionRecord session) {
    return stores
        .sessions()
        .claim(SessionClaim.builder(session.stateHash(), "plain").build())
        .orElseThrow();
  }

  /** A clock that stands still until it is moved. */
  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new AssertionError("not used");
    }
  }
}

package dev.patchbay.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.connection.ConnectionWriter;
import dev.patchbay.internal.connection.ConnectionWriter.Draft;
import dev.patchbay.internal.connection.ConnectionWriter.GrantRules;
import dev.patchbay.internal.connection.ConnectionWriter.Origin;
import dev.patchbay.internal.connection.Listeners;
import dev.patchbay.internal.connection.PlainCipher;
import dev.patchbay.internal.connection.Revoker;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.internal.connection.Vaults;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.internal.protocol.RandomText;
import dev.patchbay.internal.session.GrantCompletion.Grant;
import dev.patchbay.model.Account;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.WriteOutcome;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class GrantCompletionTest {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  private static final TokenReply REPLY =
      TokenReply.builder(TokenGrant.builder("default", Secret.of("CNRY-late")).build())
          .variable("region", "eu")
          .build();

  private final MemoryStores stores = new MemoryStores(Clock.systemUTC());
  private final SessionStore sessions = spy(stores.sessions());
  private final Vault vault = Vaults.of(watched(), Vaults.sealing(new PlainCipher()));
  private final EngineThreads threads = new EngineThreads();
  private final Revoker revoker = mock(Revoker.class);
  private final SessionNews news =
      new SessionNews(
          stores.sessions(),
          new SessionWaiters(stores.sessions(), threads, 10),
          new Listeners(List.of()));
  private final GrantCompletion completion =
      new GrantCompletion(
          vault,
          new ConnectionWriter(new RandomText(new SecureRandom()), vault.sealing()),
          revoker,
          news);

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void grantOfASessionThatEndedMeanwhileIsRevokedAndWritesNothing() {
    SessionRecord claimed = claim(create());
    SessionEnd end =
        SessionEnd.builder(SessionStatus.FAILED).failure(SessionFailures.unidentified()).build();
    stores.sessions().end(claimed.key(), end);

    Session session = completion.complete(grant(claimed));

    assertThat(session.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(stores.connections().list(WORKSPACE, ConnectionFilter.all()).connections())
        .isEmpty();
    verify(revoker, times(1)).discard(any(), eq(REPLY.grants()));
  }

  @Test
  void grantThatIsEndedIsAskedForAtThePlaceAndByTheClientThatItIsOf() {
    SessionRecord claimed = claim(create());

    completion.refuse(claimed, REPLY, SessionFailures.unidentified());

    ArgumentCaptor<ConnectionRecord> pretended = ArgumentCaptor.forClass(ConnectionRecord.class);
    verify(revoker, times(1)).discard(pretended.capture(), eq(REPLY.grants()));
    assertThat(pretended.getValue().clientId()).contains("client");
    assertThat(pretended.getValue().connection().variables())
        .containsOnly(Map.entry("region", "eu"), Map.entry("cell", "a"));
  }

  @Test
  void writeThatOthersCameBeforeIsDecidedAnew() {
    SessionRecord claimed = claim(create());
    doReturn(WriteOutcome.conflict(), WriteOutcome.conflict())
        .doCallRealMethod()
        .when(sessions)
        .complete(any(), any());

    assertThat(completion.complete(grant(claimed)).status()).isEqualTo(SessionStatus.COMPLETE);
    verify(revoker, never()).discard(any(), any());
  }

  @Test
  void writeThatOthersAlwaysComeBeforeIsGivenUpAndItsGrantRevoked() {
    SessionRecord claimed = claim(create());
    AtomicInteger writes = new AtomicInteger();
    doAnswer(
            call -> {
              assertThat(writes.incrementAndGet()).isLessThan(1000);
              return WriteOutcome.conflict();
            })
        .when(sessions)
        .complete(any(), any());

    Session session = completion.complete(grant(claimed));

    assertThat(session.failure().orElseThrow().code()).isEqualTo("overloaded");
    verify(revoker, times(1)).discard(any(), eq(REPLY.grants()));
  }

  /** The store says that something is gone, and the session is not: so it is the connection. */
  @Test
  void connectionThatIsDeletedBetweenDecisionAndWriteIsDecidedAnew() {
    SessionRecord claimed = claim(create());
    doReturn(WriteOutcome.gone()).doCallRealMethod().when(sessions).complete(any(), any());

    assertThat(completion.complete(grant(claimed)).status()).isEqualTo(SessionStatus.COMPLETE);
    verify(revoker, never()).discard(any(), any());
  }

  @Test
  void grantOfASessionThatWasPurgedMeanwhileIsRevokedAndWritesNothing() {
    SessionRecord claimed = claim(create());
    stores.sessions().purge(WORKSPACE, 10);

    Session session = completion.complete(grant(claimed));

    assertThat(session.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(session.failure().orElseThrow().code()).isEqualTo("session_not_found");
    assertThat(stores.connections().list(WORKSPACE, ConnectionFilter.all()).connections())
        .isEmpty();
    verify(revoker, times(1)).discard(any(), eq(REPLY.grants()));
  }

  private Stores watched() {
    Stores watched = mock(Stores.class);
    when(watched.sessions()).thenReturn(sessions);
    when(watched.connections()).thenReturn(stores.connections());
    return watched;
  }

  private static Grant grant(SessionRecord claimed) {
    Draft draft =
        new Draft(
            GrantCompletion.place(claimed, REPLY),
            Optional.of(Account.builder("acct-1").build()),
            new GrantRules(Scopes.none(), Scopes.none(), RefreshRules.builder().build()),
            REPLY.grants(),
            new Origin(
                CredentialKind.OAUTH, Optional.of("client"), Duration.ZERO, Optional.empty()));
    return new Grant(claimed, REPLY, draft);
  }

  private SessionRecord create() {
    Session session = Session.builder(SessionId.of("sess_1"), WORKSPACE, "plain").build();
    SessionRecord record =
        SessionRecord.builder(session, "hash-1", "https://host.example/cb", "client")
            .variable("region", "us")
            .variable("cell", "a")
            .build();
    return stores
        .sessions()
        .create(record, new SessionLimits(Duration.ofMinutes(10), 10, 10))
        .orElseThrow();
  }

  private SessionRecord claim(SessionRecord session) {
    return stores
        .sessions()
        .claim(SessionClaim.builder(session.stateHash(), "plain").build())
        .orElseThrow();
  }
}

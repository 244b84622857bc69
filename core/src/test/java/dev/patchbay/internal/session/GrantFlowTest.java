package dev.patchbay.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.connection.ConnectionWriter;
import dev.patchbay.internal.connection.Listeners;
import dev.patchbay.internal.connection.PlainCipher;
import dev.patchbay.internal.connection.Revoker;
import dev.patchbay.internal.connection.ServiceCalls;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.internal.connection.Vaults;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.internal.protocol.CredentialCodec.StagedReply;
import dev.patchbay.internal.protocol.RandomText;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.model.Account;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of grants that another node left behind. */
class GrantFlowTest {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  private static final String PLAIN = "plain";
  private static final Duration TIME = Duration.ofMinutes(5);
  private static final TokenReply REPLY =
      TokenReply.builder(TokenGrant.builder("default", Secret.of("CNRY-left")).build()).build();

  private final Instant now = Instant.parse("2026-11-26T12:00:00Z");
  private final Clock clock = Clock.fixed(now, ZoneOffset.UTC);
  private final MemoryStores stores = new MemoryStores(clock);
  private final SessionStore sessions = spy(stores.sessions());
  private final Vault vault = Vaults.of(watched(), Vaults.sealing(new PlainCipher()));
  private final EngineThreads threads = new EngineThreads();
  private final Revoker revoker = mock(Revoker.class);
  private final ServiceCalls calls = mock(ServiceCalls.class);
  private final ProviderRegistry providers = mock(ProviderRegistry.class);
  private final SessionNews news =
      new SessionNews(
          sessions, new SessionWaiters(sessions, threads, 10), new Listeners(List.of()));

  @BeforeEach
  void install() {
    InstalledProvider provider = mock(InstalledProvider.class);
    when(provider.definition()).thenReturn(definition());
    when(providers.get(PLAIN)).thenReturn(provider);
    when(calls.identify(any(), any(), any()))
        .thenReturn(new ServiceCalls.Identity(Account.builder("acct-1").build(), Optional.empty()));
    when(revoker.discard(any(), anyList())).thenReturn(true);
  }

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void sessionIsCompleted() {
    SessionRecord left = left("sess_1");

    flow(clock).takeOver(left);

    assertThat(find(left).session().status()).isEqualTo(SessionStatus.COMPLETE);
    assertThat(stores.connections().list(WORKSPACE, ConnectionFilter.all()).connections())
        .hasSize(1);
    verify(revoker, never()).discard(any(), anyList());
  }

  @Test
  void grantOfAnEndedSessionIsRevokedAndForgotten() {
    SessionRecord ended = end(left("sess_1"));

    flow(clock).takeOver(ended);

    verify(revoker, times(1)).discard(any(), anyList());
    assertThat(find(ended).stagedGrant()).isEmpty();
  }

  @Test
  void grantWhoseRevocationFailedIsKeptToBeTriedAgain() {
    when(revoker.discard(any(), anyList())).thenReturn(false);
    SessionRecord ended = end(left("sess_1"));

    flow(clock).takeOver(ended);

    assertThat(find(ended).stagedGrant()).isPresent();
  }

  /** A service may give out once more what it gave out before. */
  @Test
  void grantThatTheConnectionOfItsAccountHoldsIsForgottenAndNotRevoked() {
    flow(clock).takeOver(left("sess_1"));
    SessionRecord ended = end(left("sess_2"));

    flow(clock).takeOver(ended);

    verify(revoker, never()).discard(any(), anyList());
    assertThat(find(ended).stagedGrant()).isEmpty();
  }

  @Test
  void grantIsKeptWhileItsAccountIsNotKnown() {
    when(calls.identify(any(), any(), any()))
        .thenThrow(
            new TemporaryFailureException(
                ErrorDetail.builder(ErrorCode.PROVIDER_UNAVAILABLE, "Not now").build()));
    SessionRecord ended = end(left("sess_1"));

    flow(clock).takeOver(ended);

    verify(revoker, never()).discard(any(), anyList());
    assertThat(find(ended).stagedGrant()).isPresent();
  }

  @Test
  void grantThatThisNodeCannotSealIsLeftToOthers() {
    SessionRecord left = left("sess_1");
    doThrow(
            new MisconfiguredException(
                ErrorDetail.builder(ErrorCode.KEY_UNKNOWN, "No such key").build()))
        .when(sessions)
        .stage(any(), any());

    flow(clock).takeOver(left);

    verify(revoker, never()).discard(any(), anyList());
    assertThat(find(left)).matches(SessionRecord::isExchanging);
    assertThat(find(left).stagedGrant()).isPresent();
  }

  @Test
  void sessionThatNoNodeCanGoOnWithEndsWhenTimeIsUp() {
    SessionRecord left = left("sess_1");
    when(providers.get(PLAIN)).thenThrow(new IllegalStateException("broken"));

    flow(clock).takeOver(left);
    assertThat(find(left)).matches(SessionRecord::isExchanging);

    flow(Clock.offset(clock, TIME.plusSeconds(1))).takeOver(left);
    assertThat(find(left).session().failure().orElseThrow().code()).isEqualTo("internal_fault");
  }

  private GrantFlow flow(Clock time) {
    GrantCompletion completion =
        new GrantCompletion(
            vault,
            new ConnectionWriter(new RandomText(new SecureRandom()), vault.sealing()),
            revoker,
            news);
    return new GrantFlow(
        new GrantFlow.Parts(providers, vault, calls, news, time),
        completion,
        new SessionRetries(threads, new Bulkheads(threads, 4), time, TIME));
  }

  private static IntegrationDefinition definition() {
    return IntegrationDefinition.builder(PLAIN, "Plain")
        .auth(
            OAuth2.builder(
                    UrlTemplate.of("https://plain.example/authorize"),
                    UrlTemplate.of("https://plain.example/token"))
                .defaultScopes(Scopes.of("read"))
                .build())
        .api(ApiAccess.builder(UrlTemplate.of("https://api.plain.example")).build())
        .identity(IdentityCall.builder("/me").idPaths("id").build())
        .build();
  }

  private Stores watched() {
    Stores watched = mock(Stores.class);
    when(watched.sessions()).thenReturn(sessions);
    when(watched.connections()).thenReturn(stores.connections());
    return watched;
  }

  /** A session that another node had identified next. */
  private SessionRecord left(String id) {
    Session session = Session.builder(SessionId.of(id), WORKSPACE, PLAIN).build();
    SessionRecord begun =
        SessionRecord.builder(session, "hash-" + id, "https://host.example/cb", "client").build();
    stores.sessions().create(begun, new SessionLimits(Duration.ofMinutes(10), 10, 10));
    SessionRecord claimed =
        stores
            .sessions()
            .claim(SessionClaim.builder(begun.stateHash(), PLAIN).build())
            .orElseThrow();
    stores
        .sessions()
        .stage(claimed.key(), vault.sealing().sealStaged(claimed, new StagedReply(REPLY, now)));
    return find(claimed);
  }

  private SessionRecord end(SessionRecord left) {
    stores.sessions().end(left.key(), SessionEnd.builder(SessionStatus.FAILED).build());
    return find(left);
  }

  private SessionRecord find(SessionRecord session) {
    return stores.sessions().find(WORKSPACE, session.session().id()).orElseThrow();
  }
}

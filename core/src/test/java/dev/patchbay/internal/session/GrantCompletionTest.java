package dev.patchbay.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.connection.ConnectionWriter;
import dev.patchbay.internal.connection.ConnectionWriter.Grant;
import dev.patchbay.internal.connection.Listeners;
import dev.patchbay.internal.connection.PlainCipher;
import dev.patchbay.internal.connection.Revoker;
import dev.patchbay.internal.connection.Sealing;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.internal.protocol.RandomText;
import dev.patchbay.model.Account;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrantCompletionTest {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  private static final OAuth2 OAUTH2 =
      OAuth2.builder(
              UrlTemplate.of("https://plain.example/authorize"),
              UrlTemplate.of("https://plain.example/token"))
          .build();
  private static final TokenReply REPLY =
      TokenReply.builder(TokenGrant.builder("default", Secret.of("CNRY-late")).build()).build();

  private final MemoryStores stores = new MemoryStores(Clock.systemUTC());
  private final Vault vault = new Vault(stores, new Sealing(new PlainCipher()));
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

    Session session =
        completion.complete(
            new Grant(claimed, OAUTH2, REPLY, Account.builder("acct-1").build(), Duration.ZERO));

    assertThat(session.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(stores.connections().list(WORKSPACE, ConnectionFilter.all()).connections())
        .isEmpty();
    verify(revoker, times(1)).discard(any(), eq(REPLY.grants()));
  }

  private SessionRecord create() {
    Session session = Session.builder(SessionId.of("sess_1"), WORKSPACE, "plain").build();
    SessionRecord record =
        SessionRecord.builder(session, "hash-1", "https://host.example/cb", "client").build();
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

package dev.patchbay.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.internal.connection.ConnectionWriter.Draft;
import dev.patchbay.internal.connection.ConnectionWriter.GrantRules;
import dev.patchbay.internal.connection.ConnectionWriter.Origin;
import dev.patchbay.internal.connection.Placement.Decision;
import dev.patchbay.internal.protocol.RandomText;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionWriterTest {
  private static final Scopes READ = Scopes.of("read");
  private static final Place PLACE =
      new Place(WorkspaceId.of("ws_1"), "plain", Optional.empty(), Map.of("region", "eu"));
  private static final Origin BY_OAUTH =
      new Origin(
          CredentialKind.OAUTH, Optional.of("client"), Duration.ofMinutes(5), Optional.empty());
  private static final Origin BY_TOKEN =
      new Origin(
          CredentialKind.ACCESS_TOKEN,
          Optional.of("client"),
          Duration.ofMinutes(5),
          Optional.of("print"));

  private static final Decision NOTHING_YET =
      new Decision(Optional.empty(), Optional.empty(), Optional.empty());

  private final ConnectionWriter writer =
      new ConnectionWriter(new RandomText(new SecureRandom()), Vaults.sealing(new PlainCipher()));

  /** A refresh that began before must find that its version has moved. */
  @Test
  void renewedTokenSetsAreNewerThanEveryOneBefore() {
    ConnectionRecord existing =
        ConnectionRecord.builder(connection("conn_1"), 7)
            .tokenSet("default", tokenSet("default", 2))
            .tokenSet("user", tokenSet("user", 5))
            .build();

    ConnectionWrite write = writer.write(draft(grant().build(), BY_OAUTH), renewing(existing));

    assertThat(write.expectedRevision()).contains(7L);
    assertThat(write.connection().id()).isEqualTo(ConnectionId.of("conn_1"));
    assertThat(write.tokenSets()).extracting(TokenSetWrite::version).containsExactly(6L);
  }

  @Test
  void timeThatPassedSinceTheReplyIsTakenOffEachLife() {
    TokenGrant grant =
        grant().expiresIn(Duration.ofMinutes(8)).refreshExpiresIn(Duration.ofMinutes(9)).build();
    TokenGrant brief =
        grant().expiresIn(Duration.ofMinutes(4)).refreshExpiresIn(Duration.ofMinutes(4)).build();

    TokenSetWrite set = only(writer.write(draft(grant, BY_OAUTH), NOTHING_YET));
    TokenSetWrite over = only(writer.write(draft(brief, BY_OAUTH), NOTHING_YET));

    assertThat(set.expiresIn()).contains(Duration.ofMinutes(3));
    assertThat(set.refreshExpiresIn()).contains(Duration.ofMinutes(4));
    assertThat(over.expiresIn()).contains(Duration.ZERO);
    assertThat(over.refreshExpiresIn()).contains(Duration.ZERO);
  }

  @Test
  void scopesThatAServiceDoesNotTellAreThoseThatWereRequested() {
    Connection connection =
        writer.write(draft(grant().build(), BY_OAUTH), NOTHING_YET).connection();

    assertThat(connection.requestedScopes()).isEqualTo(READ);
    assertThat(connection.grantedScopes()).isEqualTo(READ);
    assertThat(connection.scopesAssumed()).isTrue();
    assertThat(connection.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(connection.variables()).containsEntry("region", "eu");
  }

  @Test
  void onlyAGrantThatIsToldToHoldNoScopeLacksTheNeededOnes() {
    TokenGrant none = grant().scopes(Scopes.none()).build();

    Connection granted = writer.write(draft(none, BY_OAUTH), NOTHING_YET).connection();
    Connection handedOver = writer.write(draft(none, BY_TOKEN), NOTHING_YET).connection();

    assertThat(granted.status()).isEqualTo(ConnectionStatus.INSUFFICIENT_SCOPE);
    assertThat(granted.scopesAssumed()).isFalse();
    assertThat(handedOver.status()).isEqualTo(ConnectionStatus.ACTIVE);
  }

  /** Who asked for less knows what he needs. */
  @Test
  void scopeThatWasNotAskedForIsNotMissing() {
    TokenGrant other = grant().scopes(Scopes.of("write")).build();
    Draft draft = draft(other, BY_OAUTH);
    Draft unasked =
        new Draft(
            draft.place(),
            draft.account(),
            new GrantRules(Scopes.of("write"), READ, RefreshRules.builder().build()),
            draft.grants(),
            draft.origin());

    assertThat(writer.write(draft, NOTHING_YET).connection().status())
        .isEqualTo(ConnectionStatus.INSUFFICIENT_SCOPE);
    assertThat(writer.write(unasked, NOTHING_YET).connection().status())
        .isEqualTo(ConnectionStatus.ACTIVE);
  }

  @Test
  void fingerprintThatAnotherConnectionHasIsLeftToItAndTheOriginKept() {
    Decision taken =
        new Decision(Optional.empty(), Optional.of(record(connection("conn_2"))), Optional.empty());
    Draft draft = draft(grant().build(), BY_TOKEN);

    assertThat(writer.write(draft, taken).fingerprint()).isEmpty();
    assertThat(writer.write(draft, taken).origin()).contains("print");
    assertThat(writer.write(draft, NOTHING_YET).fingerprint()).contains("print");
  }

  private static Decision renewing(ConnectionRecord existing) {
    return new Decision(Optional.of(existing), Optional.empty(), Optional.empty());
  }

  private static Draft draft(TokenGrant grant, Origin origin) {
    Optional<Account> account = Optional.of(Account.builder("acct-1").build());
    return new Draft(
        PLACE,
        account,
        new GrantRules(READ, READ, RefreshRules.builder().build()),
        List.of(grant),
        origin);
  }

  private static TokenGrant.Builder grant() {
    return TokenGrant.builder("default", Secret.of("CNRY-w"));
  }

  private static TokenSetWrite only(ConnectionWrite write) {
    assertThat(write.tokenSets()).hasSize(1);
    return write.tokenSets().get(0);
  }

  private static Connection connection(String id) {
    return Connection.builder(ConnectionId.of(id), PLACE.workspaceId(), "plain").build();
  }

  private static ConnectionRecord record(Connection connection) {
    return ConnectionRecord.builder(connection, 1).build();
  }

  private static TokenSetRecord tokenSet(String name, long version) {
    return TokenSetRecord.builder(name, Sealed.of(new byte[] {1}), version).build();
  }
}

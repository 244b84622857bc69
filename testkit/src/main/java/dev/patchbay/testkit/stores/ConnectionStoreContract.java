package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.DEFAULT;
import static dev.patchbay.testkit.stores.StoreSamples.GITHUB;
import static dev.patchbay.testkit.stores.StoreSamples.HOUR;
import static dev.patchbay.testkit.stores.StoreSamples.OTHER;
import static dev.patchbay.testkit.stores.StoreSamples.account;
import static dev.patchbay.testkit.stores.StoreSamples.connection;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.sealed;
import static dev.patchbay.testkit.stores.StoreSamples.swap;
import static dev.patchbay.testkit.stores.StoreSamples.tokenSetKey;
import static dev.patchbay.testkit.stores.StoreSamples.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.AccountKey;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.WriteOutcome;
import dev.patchbay.spi.store.WriteStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every connection store promises of finding, inserting and swapping. */
public abstract class ConnectionStoreContract extends StoresContract {

  /** For authors of stores. */
  protected ConnectionStoreContract() {}

  @Test
  void insertedConnectionIsFoundAsItWasWritten() {
    ConnectionRecord written = connect(fullWrite());

    assertThat(reread(written)).usingRecursiveComparison().isEqualTo(written);
    assertThat(written.connection())
        .usingRecursiveComparison()
        .ignoringFields("createdAt", "updatedAt", "expiresAt")
        .isEqualTo(fullWrite().connection());
    assertThat(written.clientId()).contains("client-a");
    assertThat(written.fingerprint()).contains("fingerprint");
    assertThat(written.origin()).contains("origin");
  }

  private static ConnectionWrite fullWrite() {
    Connection.Builder connection =
        connection("full")
            .memberId(MemberId.of("member_1"))
            .credentialKind(CredentialKind.ACCESS_TOKEN)
            .variable("region", "eu")
            .variable("host", "eu.example.com")
            .requestedScopes(Scopes.of("read", "write"))
            .grantedScopes(Scopes.of("read"))
            .scopesAssumed()
            .status(ConnectionStatus.INSUFFICIENT_SCOPE)
            .statusCause("insufficient_scope")
            .statusReason("lacks write");
    return insert(connection)
        .fingerprint("fingerprint")
        .origin("origin")
        .tokenSets(tokens("user", 7).build())
        .build();
  }

  @Test
  void everyKindOfCredentialComesBack() {
    for (CredentialKind kind : CredentialKind.values()) {
      ConnectionRecord written =
          connect(insert(connection(kind.name()).credentialKind(kind)).build());

      assertThat(written.connection().credentialKind()).isEqualTo(kind);
      assertThat(reread(written).connection().credentialKind()).isEqualTo(kind);
    }
  }

  @Test
  void swapReplacesTheKindOfCredential() {
    ConnectionRecord before = connect("a");
    Connection.Builder key = before.connection().toBuilder().credentialKind(CredentialKind.API_KEY);

    connect(insert(key).expectedRevision(before.revision()).build());

    assertThat(reread(before).connection().credentialKind()).isEqualTo(CredentialKind.API_KEY);
  }

  @Test
  void insertSetsTheTimes() {
    Connection written = connect("a").connection();

    assertThat(written.createdAt()).isAfter(Instant.EPOCH);
    assertThat(written.updatedAt()).isEqualTo(written.createdAt());
  }

  @Test
  void insertKeepsTheTokenSetsAsGiven() {
    ConnectionRecord written =
        connect(
            insert("a")
                .tokenSets(tokens("user", 7).refreshExpiresIn(Duration.ofDays(30)).build())
                .build());

    assertThat(written.tokenSets().keySet()).containsExactly(DEFAULT, "user");
    TokenSetRecord primary = set(written, DEFAULT);
    Instant now = written.connection().createdAt();
    assertThat(primary.sealed()).isEqualTo(sealed("default 1"));
    assertThat(primary.version()).isEqualTo(1);
    assertThat(primary.refreshable()).isTrue();
    assertThat(primary.expiresAt()).contains(now.plus(HOUR));
    assertThat(primary.refreshExpiresAt()).isEmpty();
    assertThat(primary.writtenAt()).isEqualTo(now);
    assertThat(primary.dueAt()).contains(now);
    assertThat(primary.lease()).isEmpty();
    assertThat(primary.failedAttempts()).isZero();
    assertThat(primary.outcomeUnknown()).isFalse();
    TokenSetRecord user = set(written, "user");
    assertThat(user.version()).isEqualTo(7);
    assertThat(user.refreshable()).isFalse();
    assertThat(user.expiresAt()).isEmpty();
    assertThat(user.refreshExpiresAt()).contains(now.plus(Duration.ofDays(30)));
    assertThat(user.writtenAt()).isEqualTo(now);
    assertThat(user.dueAt()).isEmpty();
  }

  private static TokenSetRecord set(ConnectionRecord record, String name) {
    return Objects.requireNonNull(record.tokenSets().get(name));
  }

  @Test
  void connectionExpiresWithItsFirstTokenSet() {
    ConnectionRecord first =
        connect(
            insert("a")
                .tokenSets(tokens("user", 1).expiresIn(Duration.ofMinutes(1)).build())
                .build());
    ConnectionRecord unknown =
        connect(
            ConnectionWrite.builder(connection("b").build())
                .tokenSets(tokens("bot", 1).build(), tokens("user", 1).expiresIn(HOUR).build())
                .build());

    assertThat(first.connection().expiresAt()).isEqualTo(set(first, DEFAULT).expiresAt());
    assertThat(first.connection().expiresAt()).isPresent();
    assertThat(unknown.connection().expiresAt()).isEmpty();
  }

  @Test
  void foundConnectionTellsTheTimeOfTheStore() {
    connect("a");
    pass(Duration.ofMinutes(1));

    ConnectionRecord found = connections().find(ACME, connectionId("a")).orElseThrow();

    Instant minuteLater = found.connection().createdAt().plusSeconds(60);
    assertThat(found.readAt())
        .hasValueSatisfying(
            at -> assertThat(at).isBetween(minuteLater, minuteLater.plus(margin())));
  }

  @Test
  void foreignConnectionIsNotFound() {
    connect("a");

    assertThat(connections().find(OTHER, connectionId("a"))).isEmpty();
    assertThat(connections().find(ACME, connectionId("unknown"))).isEmpty();
  }

  @Test
  void accountFindsItsConnection() {
    ConnectionRecord written = connect(fullWrite());

    assertThat(connections().findByAccount(ACME, fullKey().build()))
        .hasValueSatisfying(found -> assertTimedRead(found, written));
  }

  private static AccountKey.Builder fullKey() {
    return AccountKey.builder(GITHUB, "account_full")
        .memberId(MemberId.of("member_1"))
        .variable("host", "eu.example.com")
        .variable("region", "eu");
  }

  @Test
  void everyPartOfTheAccountKeyCounts() {
    connect(fullWrite());

    assertThat(connections().findByAccount(OTHER, fullKey().build())).isEmpty();
    assertThat(byAccount(fullKey().memberId(null))).isEmpty();
    assertThat(byAccount(fullKey().memberId(MemberId.of("member_2")))).isEmpty();
    assertThat(byAccount(fullKey().variable("region", "us"))).isEmpty();
    assertThat(byAccount(fullKey().variable("more", "x"))).isEmpty();
    assertThat(byAccount(AccountKey.builder(GITHUB, "account_full"))).isEmpty();
    assertThat(byAccount(AccountKey.builder("slack", "account_full"))).isEmpty();
    assertThat(byAccount(fullKey())).isPresent();
  }

  private Optional<ConnectionRecord> byAccount(AccountKey.Builder key) {
    return connections().findByAccount(ACME, key.build());
  }

  @Test
  void insertOfAnIdThatIsThereIsAConflict() {
    ConnectionRecord first = connect("a");

    assertConflict(insert(connection("a").account(account("b"))));
    assertConflict(insert(connection(OTHER, "a").account(account("b"))));
    assertThat(reread(first)).usingRecursiveComparison().isEqualTo(first);
    assertThat(connections().find(OTHER, connectionId("a"))).isEmpty();
  }

  @Test
  void insertOfAnAccountThatIsThereIsAConflict() {
    ConnectionRecord first = connect("a");

    assertConflict(insert(connection("b").account(account("a"))));
    assertThat(connections().find(ACME, connectionId("b"))).isEmpty();
    assertThat(reread(first)).usingRecursiveComparison().isEqualTo(first);
  }

  private void assertConflict(ConnectionWrite.Builder write) {
    WriteOutcome outcome = connections().write(write.build());

    assertThat(outcome.status()).isEqualTo(WriteStatus.CONFLICT);
    assertThat(outcome.connection()).isEmpty();
  }

  @Test
  void accountMayBeConnectedOncePerWorkspaceMemberVariablesAndIntegration() {
    connect("a");

    connect(insert(connection(OTHER, "b").account(account("a"))).build());
    connect(insert(sameAccount("c").memberId(MemberId.of("member_1"))).build());
    connect(insert(sameAccount("d").variable("region", "eu")).build());
    Connection.Builder slack =
        Connection.builder(connectionId("e"), ACME, "slack").account(account("a"));
    connect(insert(slack).build());
    assertConflict(insert(sameAccount("f").memberId(MemberId.of("member_1"))));
    assertConflict(insert(sameAccount("g").variable("region", "eu")));
  }

  private static Connection.Builder sameAccount(String name) {
    return connection(name).account(account("a"));
  }

  @Test
  void connectionsOfUnverifiedAccountsNeverConflict() {
    connect(insert(connection("a").account(null)).build());

    connect(insert(connection("b").account(null)).build());

    assertThat(connections().find(ACME, connectionId("a"))).isPresent();
    assertThat(connections().find(ACME, connectionId("b"))).isPresent();
  }

  @Test
  void swapReplacesAccountAndEveryTokenSet() {
    ConnectionRecord before = connect(insert("a").tokenSets(tokens("user", 1).build()).build());
    ConnectionWrite.Builder write =
        ConnectionWrite.builder(connection("a").account(account("new")).build())
            .expectedRevision(before.revision())
            .clientId("client-b")
            .tokenSets(tokens("bot", 2).expiresIn(HOUR).build());

    ConnectionRecord after = connect(write.build());

    assertThat(after.tokenSets().keySet()).containsExactly("bot");
    assertThat(set(after, "bot").version()).isEqualTo(2);
    assertThat(after.clientId()).contains("client-b");
    assertThat(after.connection().account()).contains(account("new"));
    assertThat(after.connection().expiresAt()).isEqualTo(set(after, "bot").expiresAt());
    assertThat(after.revision()).isGreaterThan(before.revision());
    assertThat(reread(before)).usingRecursiveComparison().isEqualTo(after);
  }

  @Test
  void swapKeepsWhenTheConnectionWasMade() {
    connect("a");
    pass(Duration.ofMinutes(1));
    ConnectionRecord before = connections().find(ACME, connectionId("a")).orElseThrow();
    Instant madeAt = before.connection().createdAt();

    Connection after = connect(swap(before).build()).connection();

    assertThat(after.createdAt()).isEqualTo(madeAt);
    assertThat(after.updatedAt()).isAfterOrEqualTo(madeAt.plusSeconds(60));
  }

  @Test
  void swapEndsLeaseAndBackOff() {
    ConnectionRecord before = connect("a");
    connections().lease(tokenSetKey("a"), 1, "attempt", HOUR);
    connections()
        .recordFailure(
            tokenSetKey("a"), 1, RefreshFailure.builder("earlier attempt").retryIn(HOUR).build());

    TokenSetRecord after = set(connect(swap(reread(before)).build()), DEFAULT);

    assertThat(after.lease()).isEmpty();
    assertThat(after.retryAt()).isEmpty();
    assertThat(after.failedAttempts()).isZero();
    assertThat(connections().replace(tokenSetKey("a"), 1, tokens(2).build())).isEmpty();
  }

  @Test
  void swapOfAnOlderRevisionIsAConflictAndChangesNothing() {
    ConnectionRecord before = connect("a");
    ConnectionRecord winner = connect(swap(before).build());

    assertConflict(swap(before));
    assertThat(reread(before)).usingRecursiveComparison().isEqualTo(winner);
  }

  @Test
  void swapToAnAccountThatAnotherHasIsAConflict() {
    ConnectionRecord before = connect("a");
    ConnectionRecord other = connect("b");

    assertConflict(swapTo(before, "b"));
    assertThat(reread(before)).usingRecursiveComparison().isEqualTo(before);
    assertThat(reread(other)).usingRecursiveComparison().isEqualTo(other);
  }

  @Test
  void swapToAnotherAccountFreesTheOldOne() {
    ConnectionRecord before = connect("a");
    connect(swapTo(before, "new").build());

    AccountKey.Builder oldKey = AccountKey.builder(GITHUB, "account_a");
    assertThat(byAccount(oldKey)).isEmpty();
    assertThat(byAccount(AccountKey.builder(GITHUB, "account_new"))).isPresent();
    connect(insert(connection("b").account(account("a"))).build());
    assertThat(byAccount(oldKey).orElseThrow().connection().id()).isEqualTo(connectionId("b"));
  }

  private static ConnectionWrite.Builder swapTo(ConnectionRecord before, String account) {
    Connection connection = before.connection().toBuilder().account(account(account)).build();
    return ConnectionWrite.builder(connection)
        .expectedRevision(before.revision())
        .clientId("client-a")
        .tokenSets(tokens(2).build());
  }

  @Test
  void swapOfAForeignOrUnknownConnectionFindsNothing() {
    ConnectionRecord before = connect("a");

    assertThat(swapIn(OTHER, connectionId("a"))).isEqualTo(WriteStatus.GONE);
    assertThat(swapIn(ACME, connectionId("unknown"))).isEqualTo(WriteStatus.GONE);
    assertThat(reread(before)).usingRecursiveComparison().isEqualTo(before);
    assertThat(connections().find(OTHER, connectionId("a"))).isEmpty();
    assertThat(connections().find(ACME, connectionId("unknown"))).isEmpty();
  }

  private WriteStatus swapIn(WorkspaceId workspaceId, ConnectionId connectionId) {
    Connection connection = Connection.builder(connectionId, workspaceId, GITHUB).build();
    return connections()
        .write(
            ConnectionWrite.builder(connection)
                .expectedRevision(1L)
                .tokenSets(tokens(2).build())
                .build())
        .status();
  }
}

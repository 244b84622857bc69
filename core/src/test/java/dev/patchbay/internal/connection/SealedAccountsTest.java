package dev.patchbay.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.patchbay.internal.concurrent.EngineTime;
import dev.patchbay.internal.connection.ConnectionWriter.Draft;
import dev.patchbay.internal.connection.ConnectionWriter.GrantRules;
import dev.patchbay.internal.connection.ConnectionWriter.Origin;
import dev.patchbay.internal.connection.Placement.Decision;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.internal.protocol.RandomText;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.EncryptionSettings;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.UnreadableSecretEvent;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.AccountKey;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ListedConnection;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedAccount;
import dev.patchbay.spi.store.SealedValue;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedAccountsTest {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  private static final Account ADA =
      Account.builder("42").displayName("Ada").email("ada@acme.example").build();
  private static final EncryptionSettings SEALED =
      EncryptionSettings.builder().sealAccountDetails().build();
  private static final Account BARE = Account.builder("42").build();

  private final MemoryStores stores = new MemoryStores(Clock.systemUTC());
  private final FakeCipher cipher = new FakeCipher("one", 1);
  private final List<UnreadableSecretEvent> refused = new ArrayList<>();
  private Runnable look = () -> {};
  private final Vault vault = vault(SEALED);

  private Vault vault(EncryptionSettings settings) {
    IntegrationListener listener =
        new IntegrationListener() {
          @Override
          public void secretUnreadable(UnreadableSecretEvent event) {
            refused.add(event);
            look.run();
          }
        };
    KeyChecks checks = new KeyChecks(cipher, stores.sealed());
    return new Vault(
        stores,
        new Sealing(cipher, checks, settings, new Listeners(List.of(listener))),
        new CredentialCache(EngineTime.of(Clock.systemUTC()), Duration.ZERO, 1));
  }

  private static Connection write(Vault into, Account account) {
    ConnectionWriter writer =
        new ConnectionWriter(new RandomText(new SecureRandom()), into.sealing());
    Place place = new Place(WORKSPACE, "github", Optional.empty(), Map.of());
    Draft draft =
        new Draft(
            place,
            Optional.of(account),
            new GrantRules(Scopes.none(), Scopes.none(), RefreshRules.builder().build()),
            List.of(TokenGrant.builder("default", Secret.of("token")).build()),
            new Origin(CredentialKind.OAUTH, Optional.empty(), Duration.ZERO, Optional.empty()));
    Optional<ConnectionRecord> existing =
        into.connections().findByAccount(WORKSPACE, place.accountKey(account));
    Decision decision = new Decision(existing, Optional.empty(), Optional.empty());
    return into.connections()
        .write(writer.write(draft, decision))
        .connection()
        .orElseThrow()
        .connection();
  }

  private ConnectionRecord stored() {
    AccountKey key = AccountKey.builder("github", "42").build();
    return stores.connections().findByAccount(WORKSPACE, key).orElseThrow();
  }

  private Optional<Account> listed(Vault from) {
    return from.connections().list(WORKSPACE, ConnectionFilter.all()).connections().stream()
        .map(ListedConnection::connection)
        .findFirst()
        .flatMap(Connection::account);
  }

  @Test
  void detailsAreStoredSealedAndReadInClear() {
    Connection written = write(vault, ADA);

    assertThat(stored().connection().account()).contains(BARE);
    assertThat(stored().sealedAccount()).isPresent();
    assertThat(written.account()).contains(ADA);
    assertThat(vault.connections().find(WORKSPACE, written.id()).orElseThrow().connection())
        .extracting(Connection::account)
        .isEqualTo(Optional.of(ADA));
    assertThat(listed(vault)).contains(ADA);
    assertThat(vault.connections().beginDelete(WORKSPACE, written.id()).orElseThrow().connection())
        .extracting(Connection::account)
        .isEqualTo(Optional.of(ADA));
  }

  @Test
  void purgeTellsTheDetailsOnceMore() {
    write(vault, ADA);

    assertThat(vault.connections().purge(WORKSPACE, 5))
        .extracting(purged -> purged.connection().account())
        .containsExactly(Optional.of(ADA));
  }

  @Test
  void unlessAskedForDetailsAreStoredInClearAndSealedOnesAreReadAllTheSame() {
    write(vault, ADA);
    Vault clear = vault(EncryptionSettings.defaults());

    assertThat(listed(clear)).contains(ADA);
    Account renamed = Account.builder("42").displayName("Ada L.").build();
    write(clear, renamed);

    assertThat(stored().sealedAccount()).isEmpty();
    assertThat(stored().connection().account()).contains(renamed);
    assertThat(listed(vault)).contains(renamed);
  }

  @Test
  void accountOfNothingButAnIdNeedsNoSealing() {
    write(vault, BARE);

    assertThat(stored().sealedAccount()).isEmpty();
    assertThat(listed(vault)).contains(BARE);
  }

  @Test
  void changedDetailsAreSealedForAHigherVersionAndTheOldOnesNoLongerOpen() {
    write(vault, ADA);
    SealedAccount old = stored().sealedAccount().orElseThrow();
    write(vault, Account.builder("42").displayName("Ada L.").build());
    SealedAccount changed = stored().sealedAccount().orElseThrow();

    assertThat(changed.version()).isGreaterThan(old.version());
    putBack(old.sealed());
    assertThat(listed(vault)).contains(BARE);
    assertThat(refused)
        .extracting(UnreadableSecretEvent::field, UnreadableSecretEvent::code)
        .containsExactly(tuple("account", "secret_unreadable"));
  }

  private void putBack(Sealed sealed) {
    SealedValue now =
        SealedValue.of(stored()).stream()
            .filter(value -> value.context().field().equals("account"))
            .findFirst()
            .orElseThrow();
    assertThat(stores.sealed().reseal(now, sealed)).isTrue();
  }

  @Test
  void lostKeyLeavesTheDetailsOutAndStoredAsTheyAreThroughAReconnect() {
    write(vault, ADA);
    SealedAccount before = stored().sealedAccount().orElseThrow();
    cipher.add("two", 2).promote("two");
    cipher.lose("one");

    assertThat(listed(vault)).contains(BARE);
    assertThat(write(vault, BARE).account()).contains(BARE);
    assertThat(stored().sealedAccount()).contains(before);

    cipher.add("one", 1);
    assertThat(listed(vault)).contains(ADA);
  }

  @Test
  void reconnectSealsUnchangedDetailsWithTheKeyOfToday() {
    write(vault, ADA);
    cipher.add("two", 2).promote("two");
    write(vault, ADA);

    assertThat(stored().sealedAccount().flatMap(it -> it.sealed().keyId())).contains("two");
    assertThat(listed(vault)).contains(ADA);
  }

  @Test
  void cipherThatThrowsSomethingForeignKeepsNobodyFromListingAndDeleting() {
    Connection written = write(vault, ADA);
    cipher.breakDown();

    assertThat(listed(vault)).contains(BARE);
    assertThat(vault.connections().beginDelete(WORKSPACE, written.id())).isPresent();
  }

  @Test
  void listenerMayLookAtTheConnectionOfTheEvent() {
    Connection written = write(vault, ADA);
    putBack(Sealed.of(new byte[9]).withKeyId("one"));
    look = () -> vault.connections().find(WORKSPACE, written.id());

    assertThat(listed(vault)).contains(BARE);
    assertThat(refused).hasSize(1);
  }

  @Test
  void detailsOfAnotherAccountAreRefusedThoughTheyOpen() {
    Connection written = write(vault, ADA);
    Connection other =
        written.toBuilder().account(Account.builder("43").displayName("Eve").build()).build();
    long version = stored().sealedAccount().orElseThrow().version();
    putBack(vault.sealing().sealAccount(other, version).orElseThrow().sealed());

    assertThat(listed(vault)).contains(BARE);
    assertThat(refused).hasSize(1);
  }
}

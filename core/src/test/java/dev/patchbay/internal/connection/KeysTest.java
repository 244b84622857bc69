package dev.patchbay.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.internal.concurrent.EngineTime;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.EncryptionSettings;
import dev.patchbay.model.KeyRole;
import dev.patchbay.model.KeyUse;
import dev.patchbay.model.ReencryptionOptions;
import dev.patchbay.model.ReencryptionProgress;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedValue;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");

  private final MemoryStores stores = new MemoryStores(Clock.systemUTC());
  private final FakeCipher cipher = new FakeCipher("one", 1);
  private final Vault vault = vault(cipher);

  private Vault vault(FakeCipher with) {
    KeyChecks checks = new KeyChecks(with, stores.sealed());
    return new Vault(
        stores,
        new Sealing(with, checks, EncryptionSettings.defaults(), new Listeners(List.of())),
        new CredentialCache(EngineTime.of(Clock.systemUTC()), Duration.ZERO, 1));
  }

  private void inspect(FakeCipher with, String... accepted) {
    KeyChecks checks = new KeyChecks(with, stores.sealed());
    new KeyInspection(with, stores.sealed(), checks).inspect(Set.of(accepted));
  }

  private ConnectionRecord connect(String name) {
    Connection connection =
        Connection.builder(ConnectionId.of("conn_" + name), WORKSPACE, "github").build();
    Sealed sealed = vault.sealing().sealGrant(connection, grant(name), 1);
    ConnectionWrite.Builder write =
        ConnectionWrite.builder(connection)
            .tokenSets(TokenSetWrite.builder("default", sealed, 1).build());
    return stores.connections().write(write.build()).connection().orElseThrow();
  }

  private static TokenGrant grant(String name) {
    return TokenGrant.builder("default", Secret.of("token " + name)).build();
  }

  private String read(Vault from, String name) {
    ConnectionRecord record =
        stores.connections().find(WORKSPACE, ConnectionId.of("conn_" + name)).orElseThrow();
    TokenSetRecord set = record.tokenSets().values().iterator().next();
    return from.sealing().openGrant(record.connection(), set).accessToken().reveal();
  }

  private ReencryptionProgress reencrypt(ReencryptionOptions options) {
    return new Reencryption(cipher, vault, length -> {}).run(options);
  }

  @Test
  void firstStartAndEveryOneWithTheSameKeysIsGood() {
    inspect(cipher);
    connect("a");
    inspect(cipher);
    inspect(new FakeCipher("one", 1).add("two", 2));

    assertThat(stores.sealed().findCheck("one")).isPresent();
  }

  @Test
  void startWithoutAnyOfTheKeysInUseIsRefusedWithTheirIdsAndCounts() {
    connect("a");
    connect("b");

    assertThatThrownBy(() -> inspect(new FakeCipher("two", 2)))
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KEY_UNKNOWN))
        .hasMessageContaining("'one' (2 values)")
        .hasMessageContaining("acceptLostKeys");
    assertThat(stores.sealed().findCheck("two")).isEmpty();
  }

  @Test
  void startGoesOnIfTheOperatorSaysThatTheKeysAreLost() {
    connect("a");
    FakeCipher fresh = new FakeCipher("two", 2);

    assertThatThrownBy(() -> inspect(fresh, "three")).isInstanceOf(MisconfiguredException.class);
    inspect(fresh, "one");

    assertThatThrownBy(() -> read(vault(fresh), "a")).hasMessageContaining("'one'");
    assertThat(read(vault, "a")).isEqualTo("token a");
  }

  @Test
  void oneLostKeyOfSeveralStopsNothing() {
    connect("a");
    cipher.add("two", 2).promote("two");
    connect("b");
    cipher.lose("one");

    inspect(cipher);

    assertThat(read(vault, "b")).isEqualTo("token b");
    assertThatThrownBy(() -> read(vault, "a"))
        .isInstanceOfSatisfying(
            IntegrationException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.KEY_UNKNOWN);
              assertThat(failure.detail().connectionId()).contains(ConnectionId.of("conn_a"));
              assertThat(failure.detail().integrationType()).contains("github");
            });
  }

  @Test
  void wrongKeyUnderTheRightIdStopsTheStart() {
    connect("a");

    assertThatThrownBy(() -> inspect(new FakeCipher("one", 7)))
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KEY_MISMATCH))
        .hasMessageContaining("'one'");
  }

  @Test
  void wrongKeyUnderTheRightIdThatOnlyReadsStopsTheStart() {
    connect("a");

    assertThatThrownBy(() -> inspect(new FakeCipher("two", 2).add("one", 7)))
        .hasMessageContaining("'one'");
    assertThat(stores.sealed().findCheck("two")).isEmpty();
  }

  @Test
  void wrongKeyThatIsPromotedWhileRunningIsNeverWrittenWith() {
    connect("a");
    Sealed check = stores.sealed().findCheck("one").orElseThrow();
    stores.sealed().keepCheck("two", check);

    cipher.add("two", 7).promote("two");

    assertThatThrownBy(() -> connect("b")).hasMessageContaining("'two'");
    assertThat(stores.connections().find(WORKSPACE, ConnectionId.of("conn_b"))).isEmpty();
    assertThat(read(vault, "a")).isEqualTo("token a");
  }

  private SealedValue someValue() {
    return stores.sealed().find("one", Optional.empty(), 1).get(0);
  }

  @Test
  void cipherThatNamesNoKeysIsNotAsked() {
    connect("a");

    assertThatCode(
            () -> {
              PlainCipher plain = new PlainCipher();
              KeyChecks checks = new KeyChecks(plain, stores.sealed());
              new KeyInspection(plain, stores.sealed(), checks).inspect(Set.of());
            })
        .doesNotThrowAnyException();
  }

  @Test
  void usageTellsEveryKeyItsRoleAndItsCount() {
    connect("a");
    connect("b");
    cipher.add("two", 2).promote("two");
    connect("c");
    KeyInspection keys =
        new KeyInspection(
            new FakeCipher("two", 2).add("three", 3),
            stores.sealed(),
            new KeyChecks(cipher, stores.sealed()));

    assertThat(keys.usage().keys())
        .extracting(KeyUse::keyId, KeyUse::role, KeyUse::values)
        .containsExactly(
            tuple("one", KeyRole.UNKNOWN, 2L),
            tuple("three", KeyRole.READS, 0L),
            tuple("two", KeyRole.WRITES, 1L));
    assertThat(keys.usage().values("one")).isEqualTo(2);
    assertThat(keys.usage().values("four")).isZero();
  }

  @Test
  void everythingIsSealedAnewWithTheKeyOfToday() {
    for (int i = 0; i < 25; i++) {
      connect("c" + i);
    }
    cipher.add("two", 2).promote("two");
    List<ReencryptionProgress> told = new ArrayList<>();

    ReencryptionProgress done =
        reencrypt(ReencryptionOptions.builder().batch(10).progress(told::add).build());

    assertThat(done.resealed()).isEqualTo(25);
    assertThat(done.left()).isZero();
    assertThat(told).extracting(ReencryptionProgress::left).containsExactly(15L, 5L, 0L);
    assertThat(stores.sealed().keyIds()).containsExactly("two");
    cipher.lose("one");
    assertThat(read(vault, "c3")).isEqualTo("token c3");
    assertThat(reencrypt(ReencryptionOptions.builder().build()).resealed()).isZero();
  }

  @Test
  void whatDoesNotOpenStaysAsItIsAndKeepsNothingElseBack() {
    connect("a");
    connect("b");
    SealedValue first = someValue();
    Sealed spoiled = Sealed.of(new byte[9]).withKeyId("one");
    stores.sealed().reseal(first, spoiled);
    cipher.add("two", 2).promote("two");

    ReencryptionProgress done = reencrypt(ReencryptionOptions.builder().batch(1).build());

    assertThat(done.resealed()).isEqualTo(1);
    assertThat(done.unreadable()).isEqualTo(1);
    assertThat(done.left()).isEqualTo(1);
    assertThat(someValue().sealed()).isEqualTo(spoiled);
  }

  @Test
  void interruptEndsItAfterABatchAndTheNextRunGoesOn() {
    for (int i = 0; i < 9; i++) {
      connect("c" + i);
    }
    cipher.add("two", 2).promote("two");
    Reencryption cutShort =
        new Reencryption(
            cipher,
            vault,
            length -> {
              throw new InterruptedException();
            });

    ReencryptionProgress cut = cutShort.run(ReencryptionOptions.builder().batch(4).build());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(cut.resealed()).isEqualTo(4);
    assertThat(cut.left()).isEqualTo(5);
    assertThat(reencrypt(ReencryptionOptions.builder().build()).left()).isZero();
  }

  @Test
  void valuesThatOthersKeepWritingWithTheOldKeyDoNotKeepItRunning() {
    connect("a");
    cipher.add("two", 2).promote("two");
    SealedStore never = mock(SealedStore.class, delegatesTo(stores.sealed()));
    doReturn(true).when(never).reseal(any(), any());
    Stores busy = mock(Stores.class);
    when(busy.sealed()).thenReturn(never);

    Vault beside = new Vault(busy, vault.sealing(), vault.cache());
    ReencryptionProgress done =
        new Reencryption(cipher, beside, length -> {}).run(ReencryptionOptions.builder().build());

    assertThat(done.left()).isEqualTo(1);
    assertThat(done.resealed()).isEqualTo(3);
    assertThat(done.keyId()).contains("two");
  }

  @Test
  void badOptionsAndCiphersWithoutKeyIdsAreRefused() {
    assertThatThrownBy(() -> reencrypt(ReencryptionOptions.builder().batch(0).build()))
        .hasMessageContaining("batch");
    assertThatThrownBy(
            () -> reencrypt(ReencryptionOptions.builder().pause(Duration.ofSeconds(-1)).build()))
        .hasMessageContaining("pause");
    assertThatThrownBy(
            () ->
                new Reencryption(new PlainCipher(), vault, length -> {})
                    .run(ReencryptionOptions.builder().build()))
        .hasMessageContaining("does not name its keys");
  }
}

package dev.patchbay.ciphers.tink;

import static dev.patchbay.ciphers.tink.EncryptedHost.ACME;
import static dev.patchbay.ciphers.tink.EncryptedHost.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.CredentialsRequest;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.UnreadableSecretEvent;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedValue;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody who can write to the store moves sealed values about. */
class SwappedSecretsIT {
  private static final int PER_SERVICE = 3;

  private final EncryptedHost host = new EncryptedHost();
  private final List<UnreadableSecretEvent> told = new CopyOnWriteArrayList<>();
  private final TinkCipher cipher = TinkCipher.from(KeysetSource.of(Keysets.random()));
  private final Integrations node = host.node(cipher, builder -> builder.listener(new Listener()));

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void everyValueInEveryOtherPlaceIsRefusedAndTheRowStaysAsItIs() {
    List<SealedValue> values = connectAll();
    assertThat(values).hasSize(54);

    int refused = 0;
    for (SealedValue place : values) {
      for (SealedValue other : values) {
        if (!place.equals(other)) {
          assertRefusedAt(place, other.sealed());
          refused++;
        }
      }
    }

    System.out.println(refused + " of " + refused + " swaps were refused");
    assertThat(refused).isEqualTo(54 * 53);
    assertThat(told).hasSizeGreaterThanOrEqualTo(refused);
    assertThat(sealed()).containsExactlyInAnyOrderElementsOf(values);
    values.forEach(this::assertReadable);
  }

  private List<SealedValue> connectAll() {
    for (WorkspaceId workspaceId : List.of(ACME, OTHER)) {
      for (String type : EncryptedHost.TYPES) {
        for (int i = 0; i < PER_SERVICE; i++) {
          host.service(type)
              .signIn(
                  SandboxAccount.builder(String.valueOf(100 + i), "user" + i)
                      .name("User " + i)
                      .email("user" + i + "@acme.example")
                      .build());
          host.connect(node, workspaceId, type);
        }
      }
    }
    return sealed();
  }

  private List<SealedValue> sealed() {
    return host.stores.sealed().find(cipher.writeKeyId().orElseThrow(), Optional.empty(), 1_000);
  }

  private void assertRefusedAt(SealedValue place, Sealed foreign) {
    put(place, foreign);
    ConnectionRecord before = row(place);

    assertRefused(place.context());

    assertThat(state(row(place))).isEqualTo(state(before));
    put(new SealedValue(place.context(), foreign), place.sealed());
  }

  /** Everything that a refused read could have changed. */
  private static List<Object> state(ConnectionRecord record) {
    List<Object> state = new ArrayList<>(SealedValue.of(record));
    state.add(record.revision());
    state.add(record.connection().status());
    for (TokenSetRecord set : record.tokenSets().values()) {
      state.add(List.of(set.lease(), set.retryAt(), set.failedAttempts(), set.outcomeUnknown()));
    }
    return state;
  }

  private void put(SealedValue place, Sealed sealed) {
    assertThat(host.stores.sealed().reseal(place, sealed)).isTrue();
  }

  private ConnectionRecord row(SealedValue place) {
    CipherContext context = place.context();
    return host.stores
        .connections()
        .find(context.workspaceId(), ConnectionId.of(context.ownerId()))
        .orElseThrow();
  }

  private void assertRefused(CipherContext place) {
    ConnectionId id = ConnectionId.of(place.ownerId());
    if (place.field().equals(CipherContext.ACCOUNT)) {
      assertBare(node.connections().get(place.workspaceId(), id));
      assertThat(told.get(told.size() - 1).field()).isEqualTo("account");
    } else {
      assertThatThrownBy(() -> read(place))
          .isInstanceOfSatisfying(
              MisconfiguredException.class,
              failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.SECRET_UNREADABLE);
                assertThat(failure.detail().connectionId()).contains(id);
              });
    }
    UnreadableSecretEvent last = told.get(told.size() - 1);
    assertThat(last.connectionId()).contains(id);
    assertThat(last.workspaceId()).isEqualTo(place.workspaceId());
    assertThat(last.code()).isEqualTo("secret_unreadable");
  }

  private static void assertBare(Connection connection) {
    Account account = connection.account().orElseThrow();
    assertThat(account.displayName()).isEmpty();
    assertThat(account.email()).isEmpty();
  }

  private void read(CipherContext place) {
    CredentialsRequest.Builder request =
        CredentialsRequest.builder(ConnectionId.of(place.ownerId()))
            .tokenSet(place.tokenSet().orElseThrow());
    node.connections().credentials(place.workspaceId(), request.build());
  }

  private void assertReadable(SealedValue value) {
    CipherContext place = value.context();
    ConnectionId id = ConnectionId.of(place.ownerId());
    if (place.field().equals(CipherContext.ACCOUNT)) {
      Connection connection = node.connections().get(place.workspaceId(), id);
      assertThat(connection.account().flatMap(Account::email)).isPresent();
    } else {
      read(place);
    }
  }

  @Test
  void oneBadRowKeepsNobodyFromListingAndDeleting() {
    Connection connection = host.connect(node, ACME, "uno");
    for (SealedValue value : sealed()) {
      put(value, Sealed.of(new byte[40]).withKeyId(value.sealed().keyId().orElseThrow()));
    }

    SealedValue account =
        sealed().stream()
            .filter(value -> value.context().field().equals(CipherContext.ACCOUNT))
            .findFirst()
            .orElseThrow();
    assertThat(told).isEmpty();
    assertRefused(account.context());
    assertThat(node.connections().list(ACME, ConnectionFilter.all()).connections())
        .singleElement()
        .satisfies(SwappedSecretsIT::assertBare);
    node.connections().delete(ACME, connection.id(), RevocationMode.AUTO);
    assertThat(node.connections().list(ACME, ConnectionFilter.all()).connections()).isEmpty();
  }

  @Test
  void oldCiphertextOfTheSameRowIsRefusedOnceThereIsANewerOne() {
    SandboxGrant grant = host.service("uno").issueGrant(Scopes.of("read"));
    ConnectionRequest.Builder request =
        ConnectionRequest.builder("uno")
            .accessToken(Secret.of(grant.accessToken()))
            .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
            .expiresIn(Duration.ofHours(1))
            .verificationOff();
    Connection connection = node.connections().create(ACME, request.build());
    SealedValue old = sealed().get(0);
    host.clock.advance(Duration.ofHours(2));
    node.connections().credentials(ACME, connection.id());
    SealedValue fresh = sealed().get(0);
    assertThat(fresh.context().version()).isEqualTo(old.context().version() + 1);
    int requests = host.service("uno").count(Endpoint.TOKEN);

    assertRefusedAt(fresh, old.sealed());

    put(fresh, old.sealed());
    host.clock.advance(Duration.ofHours(2));
    ConnectionRecord before = row(fresh);
    assertThatThrownBy(() -> node.connections().credentials(ACME, connection.id()))
        .isInstanceOf(MisconfiguredException.class);
    assertThat(state(row(fresh))).isEqualTo(state(before));
    assertThat(host.service("uno").count(Endpoint.TOKEN)).isEqualTo(requests);
    assertThat(node.connections().explain(ACME, connection.id()).attempts()).hasSize(2);
  }

  @Test
  void foreignVerifierEndsTheSessionAndNoCodeIsSent() {
    Session victim = host.begin(node, ACME, "uno");
    URI callback = host.approve(victim);
    SealedValue place = sealed().get(0);
    Session other = host.begin(node, OTHER, "uno");
    SealedValue foreign =
        sealed().stream()
            .filter(it -> it.context().ownerId().equals(other.id().value()))
            .findFirst()
            .orElseThrow();
    put(place, foreign.sealed());

    Session ended = host.comeBack(node, "uno", callback);

    assertThat(ended.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(ended.failure().map(SessionFailure::code)).contains("secret_unreadable");
    assertThat(host.service("uno").count(Endpoint.TOKEN)).isZero();
    assertThat(told.get(0).sessionId()).contains(victim.id());
  }

  @Test
  void secretsOfSessionsDoNotOpenInConnectionsNorTheOtherWayRound() {
    host.connect(node, ACME, "uno");
    List<SealedValue> ofConnection = sealed();
    Session session = host.begin(node, ACME, "uno");
    List<SealedValue> all = new ArrayList<>(sealed());
    all.removeAll(ofConnection);
    SealedValue verifier = all.get(0);

    ofConnection.forEach(place -> assertRefusedAt(place, verifier.sealed()));

    URI callback = host.approve(session);
    put(verifier, ofConnection.get(0).sealed());
    assertThat(host.comeBack(node, "uno", callback).failure().map(SessionFailure::code))
        .contains("secret_unreadable");
  }

  private final class Listener implements IntegrationListener {
    @Override
    public void secretUnreadable(UnreadableSecretEvent event) {
      told.add(event);
    }
  }
}

package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.Sealed;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host that repeats a request must not lose what came of the first one since. */
class RepetitionIT {
  private static final String REFRESHED =
      "{\"v\":1,\"name\":\"default\",\"access_token\":\"newer\",\"refresh_token\":\"rt_new\"}";

  private final AtomicBoolean keyMissing = new AtomicBoolean();
  private final MemoryStores stores = new MemoryStores(Clock.systemUTC());
  private final TestHost host =
      TestHost.start(
          builder -> builder.clock(Clock.systemUTC()).stores(stores).cipher(forgetfulCipher()));

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void refreshedCredentialIsNotReplacedByItsAncestor() {
    ConnectionRequest.Builder request = pair();
    Connection first = host.create(request);
    refresh(first);

    assertThat(host.create(request).id()).isEqualTo(first.id());
    assertThat(text(first)).isEqualTo(REFRESHED);
  }

  @Test
  void norThatOfAConnectionThatLacksAScope() {
    ConnectionRequest.Builder request = pair().scopes(Scopes.of("write"));
    Connection first = host.create(request);
    assertThat(first.status()).isEqualTo(ConnectionStatus.INSUFFICIENT_SCOPE);
    refresh(first);

    host.create(request);

    assertThat(text(first)).isEqualTo(REFRESHED);
  }

  @Test
  void norThatOfAnAccountWhoseCredentialIsKeptUnverifiedToo() {
    ConnectionRequest.Builder request = pair();
    host.create(
        ConnectionRequest.builder(AcmeProvider.ID)
            .accessToken(request.build().accessToken().orElseThrow())
            .verificationOff());
    host.connect();
    Connection ofAccount = host.create(request);
    refresh(ofAccount);

    assertThat(host.create(request).id()).isEqualTo(ofAccount.id());
    assertThat(text(ofAccount)).isEqualTo(REFRESHED);
    assertThat(host.connections()).hasSize(2);
  }

  @Test
  void refreshThatIsUnderWayIsNotDisturbed() {
    ConnectionRequest.Builder request = pair();
    Connection first = host.create(request);
    long version = StoredCredential.version(stores, first);
    StoredCredential.lease(stores, first);

    assertThat(host.create(request).id()).isEqualTo(first.id());
    assertThatThrownBy(() -> host.create(request.extra("team", "7")))
        .isInstanceOf(TemporaryFailureException.class)
        .hasMessageContaining("being refreshed");

    assertThat(StoredCredential.version(stores, first)).isEqualTo(version);
    refresh(first);
    assertThat(text(first)).isEqualTo(REFRESHED);
  }

  @Test
  void whatARepetitionLeavesOutIsKept() {
    String token = token();
    Connection first =
        host.create(
            TestHost.tokenRequest(token)
                .refreshToken(Secret.of("rt_fake"))
                .scopes(Scopes.of("read"))
                .extra("team", "7")
                .expiresIn(Duration.ofHours(1)));

    Connection bare = host.create(TestHost.tokenRequest(token));
    Connection unverified = host.create(TestHost.tokenRequest(token).verificationOff());
    Connection named = host.create(TestHost.tokenRequest(token).extra("team", "8"));

    assertThat(bare).usingRecursiveComparison().isEqualTo(first);
    assertThat(unverified).usingRecursiveComparison().isEqualTo(first);
    assertThat(named.grantedScopes()).isEqualTo(Scopes.of("read"));
    assertThat(named.expiresAt().orElseThrow())
        .isBetween(
            first.expiresAt().orElseThrow().minusSeconds(5),
            first.expiresAt().orElseThrow().plusSeconds(5));
    assertThat(text(named)).contains("rt_fake", "\"team\":\"8\"");
    assertThat(StoredCredential.record(stores, named).clientId()).isPresent();
  }

  @Test
  void repetitionThatChangesNothingWritesNothing() {
    ConnectionRequest.Builder request = pair().extra("team", "7").expiresIn(Duration.ofHours(8));
    Connection first = host.create(request);

    Connection second = host.create(request);

    assertThat(second).usingRecursiveComparison().isEqualTo(first);
    assertThat(StoredCredential.version(stores, first)).isEqualTo(1);
  }

  @Test
  void deadConnectionIsRevivedByProofOnly() {
    ConnectionRequest.Builder request = pair();
    Connection first = host.create(request);
    stores
        .connections()
        .recordFailure(
            StoredCredential.key(first),
            1,
            RefreshFailure.builder("attempt-1").status(ConnectionStatus.NEEDS_REAUTH).build());

    ConnectionRequest unverified = pair(request).verificationOff().build();
    assertThat(host.integrations.connections().create(TestHost.WORKSPACE, unverified).status())
        .isEqualTo(ConnectionStatus.NEEDS_REAUTH);
    assertThat(host.create(request).status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(host.read(first).status()).isEqualTo(ConnectionStatus.ACTIVE);
  }

  @Test
  void deadConnectionTakesBackAnAncestorThatIsProvedToLive() {
    ConnectionRequest.Builder request = pair();
    Connection first = host.create(request);
    refresh(first);
    stores
        .connections()
        .recordFailure(
            StoredCredential.key(first),
            2,
            RefreshFailure.builder("attempt-2").status(ConnectionStatus.NEEDS_REAUTH).build());

    assertThat(host.create(request).status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(text(first)).contains(request.build().accessToken().orElseThrow().reveal());
  }

  @Test
  void credentialThatNothingCanOpenAgainIsReplaced() {
    String token = token();
    Connection first = host.create(TestHost.tokenRequest(token));
    StoredCredential.replace(stores, first, new byte[] {1, 2, 3});

    assertThat(host.create(TestHost.tokenRequest(token)).id()).isEqualTo(first.id());
    assertThat(text(first)).contains(token);
  }

  @Test
  void credentialWhoseKeyIsNotHereJustNowIsNotReplaced() {
    ConnectionRequest.Builder request = pair();
    Connection first = host.create(request);
    refresh(first);
    keyMissing.set(true);

    assertThatThrownBy(() -> host.create(request))
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KEY_UNKNOWN));
    assertThat(text(first)).isEqualTo(REFRESHED);
  }

  private ConnectionRequest.Builder pair() {
    return TestHost.tokenRequest(token()).refreshToken(Secret.of("rt_fake"));
  }

  private static ConnectionRequest.Builder pair(ConnectionRequest.Builder same) {
    return TestHost.tokenRequest(same.build().accessToken().orElseThrow().reveal())
        .refreshToken(Secret.of("rt_fake"));
  }

  private String token() {
    return host.service.issueToken(Scopes.of("read"));
  }

  private void refresh(Connection connection) {
    StoredCredential.replace(stores, connection, REFRESHED.getBytes(StandardCharsets.UTF_8));
  }

  private String text(Connection connection) {
    return StoredCredential.text(stores, connection);
  }

  private CredentialCipher forgetfulCipher() {
    return new CredentialCipher() {
      @Override
      public Sealed seal(byte[] plaintext, CipherContext context) {
        return Sealed.of(plaintext);
      }

      @Override
      public byte[] open(Sealed sealed, CipherContext context) {
        if (keyMissing.get()) {
          throw new MisconfiguredException(
              ErrorDetail.builder(ErrorCode.KEY_UNKNOWN, "No key of that id is here").build());
        }
        return sealed.bytes();
      }
    };
  }
}

package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import java.time.Clock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One account of an owner is one connection, and so is one credential. */
class OneConnectionIT {
  private static final SandboxAccount OTHER =
      SandboxAccount.builder("acct-2", "grace").name("Grace Example").build();

  private final MemoryStores stores = new MemoryStores(Clock.systemUTC());
  private final TestHost host = TestHost.start(builder -> builder.stores(stores));

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void sameCredentialAgainIsTheSameConnection() {
    String token = token();
    Connection first = host.create(TestHost.tokenRequest(token));
    Connection second = host.create(TestHost.tokenRequest(token).extra("team", "7"));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(StoredCredential.text(stores, first)).contains(token).contains("\"team\":\"7\"");
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void accountByOAuthAndThenByTokenIsOneConnectionWithTheToken() {
    Connection byOAuth = host.connect();
    String token = token();
    Connection byToken = host.create(TestHost.tokenRequest(token));

    assertThat(byToken.id()).isEqualTo(byOAuth.id());
    assertThat(byToken.credentialKind()).isEqualTo(CredentialKind.ACCESS_TOKEN);
    assertThat(StoredCredential.text(stores, byToken)).contains(token);
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void accountByTokenAndThenByOAuthIsOneConnectionWithTheGrant() {
    String token = token();
    Connection byToken = host.create(TestHost.tokenRequest(token));
    Connection byOAuth = host.connect();

    assertThat(byOAuth.id()).isEqualTo(byToken.id());
    assertThat(byOAuth.credentialKind()).isEqualTo(CredentialKind.OAUTH);
    assertThat(StoredCredential.text(stores, byOAuth)).doesNotContain(token);
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void anotherAccountBesideItIsTwo() {
    Connection byOAuth = host.connect();
    host.service.signIn(OTHER);
    Connection byToken = host.create(host.tokenRequest());

    assertThat(byToken.id()).isNotEqualTo(byOAuth.id());
    assertThat(host.connections())
        .extracting(connection -> connection.account().map(Account::id).orElseThrow())
        .containsExactlyInAnyOrder("acct-2", byOAuth.account().orElseThrow().id());
  }

  @Test
  void everyOwnerHasAConnectionOfTheirOwn() {
    String token = token();
    Connection shared = host.create(TestHost.tokenRequest(token));
    Connection own = host.create(TestHost.tokenRequest(token).memberId(MemberId.of("member_1")));
    Connection elsewhere =
        host.integrations
            .connections()
            .create(TestHost.OTHER_WORKSPACE, TestHost.tokenRequest(token).build());

    assertThat(own.id()).isNotEqualTo(shared.id());
    assertThat(own.memberId()).contains(MemberId.of("member_1"));
    assertThat(elsewhere.id()).isNotIn(shared.id(), own.id());
    assertThat(host.connections()).hasSize(2);
  }

  @Test
  void namedConnectionGetsANewCredentialAndKeepsItsIdAndOwner() {
    Connection before =
        host.create(host.tokenRequest().memberId(MemberId.of("member_1")).extra("a", "b"));
    String token = token();

    Connection after = host.create(TestHost.tokenRequest(token).connectionId(before.id()));

    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.memberId()).isEqualTo(before.memberId());
    assertThat(StoredCredential.text(stores, after)).contains(token);
  }

  @Test
  void namedConnectionIsNotTurnedIntoAnotherAccounts() {
    Connection before = host.connect();
    String storedBefore = StoredCredential.text(stores, before);
    host.service.signIn(OTHER);

    assertRefused(
        () -> host.create(host.tokenRequest().connectionId(before.id())),
        ErrorCode.ACCOUNT_MISMATCH);
    assertThat(host.read(before)).usingRecursiveComparison().isEqualTo(before);
    assertThat(StoredCredential.text(stores, before)).isEqualTo(storedBefore);
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void namedConnectionThatWasNeverVerifiedTakesTheAccount() {
    Connection before = host.create(host.tokenRequest().verificationOff());

    Connection after = host.create(host.tokenRequest().connectionId(before.id()));

    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.account()).isPresent();
  }

  @Test
  void namedConnectionMayChangeItsAccountIfTheHostAllowsIt() {
    Connection before = host.connect();
    host.service.signIn(OTHER);

    Connection after =
        host.create(host.tokenRequest().connectionId(before.id()).accountChangeAllowed());

    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.account().map(Account::id)).contains("acct-2");
  }

  @Test
  void namedConnectionCannotTakeAnAccountThatHasOne() {
    Connection first = host.connect();
    host.service.signIn(OTHER);
    host.connect();

    assertRefused(
        () -> host.create(host.tokenRequest().connectionId(first.id()).accountChangeAllowed()),
        ErrorCode.ACCOUNT_MISMATCH);
    assertThat(host.connections()).hasSize(2);
  }

  @Test
  void namedConnectionMustBeThereAndAgreeWithTheRequest() {
    Connection before = host.connect();

    assertThatThrownBy(
            () -> host.create(host.tokenRequest().connectionId(ConnectionId.of("conn_missing"))))
        .isInstanceOfSatisfying(
            NotFoundException.class,
            refused -> assertThat(refused.detail().field()).contains("connectionId"));
    assertThatThrownBy(
            () ->
                host.integrations
                    .connections()
                    .create(
                        TestHost.OTHER_WORKSPACE,
                        host.tokenRequest().connectionId(before.id()).build()))
        .isInstanceOf(NotFoundException.class);
    assertRefused(
        () ->
            host.create(
                host.tokenRequest().connectionId(before.id()).memberId(MemberId.of("member_1"))),
        ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void namedConnectionMustBeOfTheIntegrationOfTheRequest() {
    IntegrationDefinition other =
        IntegrationDefinition.builder("other", "Other")
            .auth(AccessToken.builder("an access token").build())
            .build();
    try (TestHost two = TestHost.start(builder -> builder.provider(() -> other))) {
      Connection ofAcme = two.connect();

      assertThatThrownBy(
              () ->
                  two.create(
                      ConnectionRequest.builder("other")
                          .accessToken(Secret.of("fake"))
                          .connectionId(ofAcme.id())))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("'connectionId'")
          .hasMessageContaining("of another integration");
    }
  }

  @Test
  void whiteSpaceAroundAPastedRefreshTokenIsNotStored() {
    Connection connection =
        host.create(TestHost.tokenRequest(token()).refreshToken(Secret.of(" rt_fake\n")));

    assertThat(StoredCredential.text(stores, connection)).contains("\"refresh_token\":\"rt_fake\"");
  }

  private String token() {
    return host.service.issueToken(Scopes.of("read"));
  }

  private static void assertRefused(ThrowingCallable attempt, ErrorCode code) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.detail().field()).contains("connectionId");
            })
        .isInstanceOf(IntegrationException.class);
  }
}

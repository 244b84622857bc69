package dev.patchbay.providers.slack;

import static dev.patchbay.providers.slack.SlackSteps.revokedTokens;
import static dev.patchbay.providers.slack.SlackSteps.userSession;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import dev.patchbay.testkit.sandbox.SlackDialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackDeletionIT {
  private static final Scopes SCOPES = Scopes.of("channels:read");

  private final ProviderHost host = ProviderHost.start(new SlackProvider(), SlackDialect.classic());

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void endsTheTokenByPresentingItAndNothingElse() {
    Connection connection = host.connect(host.session());

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(revokedTokens(host)).hasSize(1).allMatch(host.service()::isRevoked);
    assertThat(host.service().requests(Endpoint.REVOKE))
        .allMatch(request -> request.body().isEmpty());
  }

  @Test
  void endsBotAndUser() {
    Connection connection = host.connect(host.session().parameter("user_scope", "files:read"));

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(revokedTokens(host)).hasSize(2).allMatch(host.service()::isRevoked);
  }

  @Test
  void withRotationBothTokensOfEachSetAreEnded() {
    try (ProviderHost rotating = ProviderHost.start(new SlackProvider(), SlackDialect.rotating())) {
      Connection connection =
          rotating.connect(rotating.session().parameter("user_scope", "files:read"));

      assertThat(rotating.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
      assertThat(revokedTokens(rotating)).hasSize(4).allMatch(rotating.service()::isRevoked);
    }
  }

  @Test
  void pairThatWasHandedOverIsEndedToo() {
    try (ProviderHost rotating = ProviderHost.start(new SlackProvider(), SlackDialect.rotating())) {
      SandboxGrant grant = rotating.service().issueGrant(SCOPES);
      Connection connection =
          rotating.create(
              rotating
                  .accessToken(grant.accessToken())
                  .refreshToken(Secret.of(grant.refreshToken().orElseThrow())));

      assertThat(rotating.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
      assertThat(rotating.service().isRevoked(grant.accessToken())).isTrue();
      assertThat(rotating.service().isRevoked(grant.refreshToken().orElseThrow())).isTrue();
    }
  }

  @Test
  void grantThatIsDeadAlreadyCountsAsRevoked() {
    Connection connection = host.connect(host.session());
    host.service()
        .requests(Endpoint.IDENTITY)
        .forEach(request -> host.service().revoke(request.authorization("Bearer").orElseThrow()));

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(revokedTokens(host)).hasSize(1).allMatch(host.service()::isRevoked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid_auth", "token_revoked", "token_expired", "account_inactive"})
  void answerThatTheTokenIsDeadCountsAsRevoked(String error) {
    Connection connection = host.connect(host.session());
    host.service().script(Endpoint.REVOKE, Fault.error(error));

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ratelimited", "internal_error", "not_allowed_token_type", "missing_scope"})
  void everyOtherErrorIsAFailureThoughTheStatusIs200(String error) {
    Connection connection = host.connect(host.session());
    host.service().script(Endpoint.REVOKE, Fault.error(error));

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.FAILED);
  }

  @Test
  void botOfTwoConnectionsLivesUntilTheLastOfThem() {
    Connection first = host.connect(host.session().memberId(MemberId.of("member_1")));
    host.service().signIn(SandboxAccount.builder("42", "ada").build());
    Connection second = host.connect(host.session().memberId(MemberId.of("member_2")));

    assertThat(host.delete(first).revocation()).isEqualTo(Revocation.SKIPPED);
    assertThat(host.service().count(Endpoint.REVOKE)).isZero();
    assertThat(host.delete(second).revocation()).isEqualTo(Revocation.REVOKED);
  }

  /** Whose bot the token is cannot be asked, so it may be the other connection's. */
  @Test
  void tokenOfNoKnownClientLeavesTheBotOfAConnectionAlone() {
    Connection granted = host.connect(host.session().memberId(MemberId.of("member_1")));
    Connection token = host.create(host.accessToken(host.service().issueToken(SCOPES)));

    assertThat(host.delete(token).revocation()).isEqualTo(Revocation.SKIPPED);
    assertThat(host.delete(granted).revocation()).isEqualTo(Revocation.REVOKED);
  }

  @Test
  void usersOfAWorkspaceAreEndedApart() {
    Connection first = host.connect(userSession(host, "users:read"));
    host.service().signIn(SandboxAccount.builder("42", "ada").build());
    Connection second = host.connect(userSession(host, "users:read"));

    assertThat(host.delete(first).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(revokedTokens(host)).hasSize(1).allMatch(host.service()::isRevoked);
    assertThat(host.delete(second).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(host.service().requests(Endpoint.REVOKE)).hasSize(2);
  }

  @Test
  void tokenThatWasHandedOverIsEndedWithoutAClient() {
    String token = host.service().issueKey(SCOPES);
    Connection connection = host.create(host.accessToken(token));

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(host.service().isRevoked(token)).isTrue();
  }

  @Test
  void apiKeyIsLeftToItsOwner() {
    String token = host.service().issueKey(SCOPES);
    Connection connection = host.create(host.apiKey(token));

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.NOT_SUPPORTED);
    assertThat(host.service().isAlive(token)).isTrue();
  }

  @Test
  void tokenThatTheServiceNeverKnewIsNotSaidToBeRevoked() {
    Connection connection = host.create(host.accessToken("xoxb-stranger").verificationOff());

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.FAILED);
  }

  @Test
  void grantOfAFailedSessionIsLeftBecauseTheBotMayBeInUse() {
    host.service().script(Endpoint.IDENTITY, Fault.error("missing_scope"));

    assertThat(host.arrive(host.session()).session().status()).isEqualTo(SessionStatus.FAILED);
    assertThat(host.service().count(Endpoint.REVOKE)).isZero();
  }
}

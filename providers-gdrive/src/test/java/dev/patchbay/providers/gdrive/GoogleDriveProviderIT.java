package dev.patchbay.providers.gdrive;

import static dev.patchbay.providers.gdrive.GoogleDriveHost.FILE;
import static dev.patchbay.providers.gdrive.GoogleDriveHost.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Account;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.GoogleDialect;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleDriveProviderIT {
  private final GoogleDriveHost host = GoogleDriveHost.start();

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void connectsByOAuth() {
    Connection connection = host.connect(GoogleDriveHost.session());

    assertThat(connection.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(connection.account().map(Account::id)).contains(host.service.account().id());
    assertThat(connection.account().flatMap(Account::displayName)).contains("Sandy Box");
    assertThat(connection.account().flatMap(Account::email)).contains("sandy@example.test");
    assertThat(connection.grantedScopes()).isEqualTo(Scopes.of(READ));
    assertThat(connection.expiresAt()).contains(connection.createdAt().plusSeconds(3599));
    TokenSetRecord tokens = host.tokens(connection);
    assertThat(tokens.refreshable()).isTrue();
    assertThat(tokens.refreshExpiresAt()).isEmpty();
  }

  @Test
  void asksWhoseDriveItIsAndForNothingElse() {
    host.connect(GoogleDriveHost.session());

    assertThat(host.service.requests(Endpoint.IDENTITY))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.url().toString())
                    .isEqualTo("https://www.googleapis.com/drive/v3/about?fields=user"));
    assertThat(host.service.count(Endpoint.USERINFO)).isZero();
  }

  @Test
  void accountMayHideItsEmailAddress() {
    host.service.signIn(
        SandboxAccount.builder("2", "grace").email("grace@example.test").emailHidden().build());

    Connection connection = host.connect(GoogleDriveHost.session());

    assertThat(connection.account().map(Account::id)).contains("2");
    assertThat(connection.account().flatMap(Account::email)).isEmpty();
  }

  @Test
  void filesOfTheAppAloneAreEnoughIfNoMoreIsAskedFor() {
    Connection connection = host.connect(GoogleDriveHost.session().scopes(Scopes.of(FILE)));

    assertThat(connection.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(connection.account()).isPresent();
    assertThat(connection.grantedScopes()).isEqualTo(Scopes.of(FILE));
  }

  @Test
  void userWhoLeavesTheWholeDriveUntickedIsKnownButNotEnough() {
    GoogleDialect dialect = GoogleDialect.drive().granting(Scopes.of(FILE));
    try (GoogleDriveHost unticked = GoogleDriveHost.with(dialect)) {
      Connection connection =
          unticked.connect(GoogleDriveHost.session().scopes(Scopes.of(READ, FILE)));

      assertThat(connection.status()).isEqualTo(ConnectionStatus.INSUFFICIENT_SCOPE);
      assertThat(connection.statusReason()).contains("missing scopes: " + READ);
      assertThat(connection.account()).isPresent();
    }
  }

  /** The id at Drive is Drive's own, so that no other answer can tell it. */
  @Test
  void userWhoLeavesAllOfDriveUntickedIsRefusedWithGooglesReason() {
    GoogleDialect dialect = GoogleDialect.drive().granting(Scopes.none());
    try (GoogleDriveHost unticked = GoogleDriveHost.with(dialect)) {
      SessionFailure failure =
          unticked
              .arrive(GoogleDriveHost.session().scopes(Scopes.of("openid", "email", READ)))
              .session()
              .failure()
              .orElseThrow();

      assertThat(failure.code()).isEqualTo("identity_rejected");
      assertThat(failure.serviceError()).contains("insufficientPermissions");
      assertThat(unticked.connections()).isEmpty();
    }
  }

  @Test
  void connectionCanBeAskedForMoreAndKeepsItsId() {
    Connection files = host.connect(GoogleDriveHost.session().scopes(Scopes.of(FILE)));

    Connection whole =
        host.connect(
            GoogleDriveHost.session().connectionId(files.id()).additionalScopes(Scopes.of(READ)));

    assertThat(whole.id()).isEqualTo(files.id());
    assertThat(whole.requestedScopes()).isEqualTo(Scopes.of(FILE, READ));
    assertThat(whole.grantedScopes()).isEqualTo(Scopes.of(FILE, READ));
  }

  @Test
  void refreshTokenOfAnAppInTestingLivesForAWeek() {
    try (GoogleDriveHost testing = GoogleDriveHost.with(GoogleDialect.drive().testing())) {
      Connection connection = testing.connect(GoogleDriveHost.session());

      assertThat(testing.tokens(connection).refreshExpiresAt())
          .contains(connection.createdAt().plusSeconds(604_799));
    }
  }

  @Test
  void reconnectWithAnotherAccountIsRefusedAndChangesNothing() {
    Connection before = host.connect(GoogleDriveHost.session());
    long versionBefore = host.tokens(before).version();
    host.service.signIn(SandboxAccount.builder("2", "grace").build());

    CallbackResult result = host.arrive(GoogleDriveHost.session().connectionId(before.id()));

    assertThat(result.session().failure().map(SessionFailure::code)).contains("account_mismatch");
    assertThat(host.connections()).singleElement().usingRecursiveComparison().isEqualTo(before);
    assertThat(host.tokens(before).version()).isEqualTo(versionBefore);
    assertThat(host.service.count(Endpoint.REVOKE)).isZero();
  }

  @Test
  void tokensThatAreHandedOverConnectAndAreRevokedTogether() {
    SandboxGrant grant = host.service.issueGrant(Scopes.of(FILE));
    String refreshToken = grant.refreshToken().orElseThrow();
    Connection connection =
        host.create(
            GoogleDriveHost.token(grant.accessToken()).refreshToken(Secret.of(refreshToken)));

    assertThat(connection.account().map(Account::id)).contains(host.service.account().id());
    assertThat(host.tokens(connection).refreshable()).isTrue();
    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(host.service.isRevoked(grant.accessToken())).isTrue();
    assertThat(host.service.isRevoked(refreshToken)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AIza    | an API key      | let the user connect by OAuth",
        "1//0    | a refresh token | hand it over as 'refreshToken'",
        "GOCSPX- | a client secret | configure it with its client id"
      })
  void wrongKindIsRefusedBeforeAnyRequest(String start, String reason, String fix) {
    assertThatThrownBy(() -> host.create(GoogleDriveHost.token(start + Canary.secret("wrong"))))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_WRONG_KIND))
        .hasMessageContaining(reason)
        .hasMessageContaining(fix);
    assertThat(host.service.count(Endpoint.IDENTITY)).isZero();
  }

  @Test
  void rateLimitIsKnownByTheReasonInside() {
    host.service.script(
        Endpoint.IDENTITY,
        Fault.json(403, "{\"error\":{\"errors\":[{\"reason\":\"userRateLimitExceeded\"}]}}"));

    assertThatThrownBy(
            () -> host.create(GoogleDriveHost.token(host.service.issueToken(Scopes.of(READ)))))
        .isInstanceOfSatisfying(
            TemporaryFailureException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED));
  }

  @Test
  void apiThatIsNotEnabledIsTheOperatorsToEnable() {
    host.service.script(
        Endpoint.IDENTITY,
        Fault.json(403, "{\"error\":{\"errors\":[{\"reason\":\"accessNotConfigured\"}]}}"));

    assertThatThrownBy(
            () -> host.create(GoogleDriveHost.token(host.service.issueToken(Scopes.of(READ)))))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.serviceError()).contains("accessNotConfigured"))
        .hasMessageContaining("enable the Google Drive API in the client's Cloud project");
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_grant, code_rejected",
    "invalid_client, client_rejected",
    "deleted_client, client_rejected",
    "disabled_client, client_rejected"
  })
  void errorsAreClassed(String error, String code) {
    host.service.script(Endpoint.TOKEN, Fault.error(error));

    assertThat(host.arrive(GoogleDriveHost.session()).session().failure().orElseThrow().code())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt", "include_granted_scopes"})
  void requestCannotSetWhatWouldCostTheRefreshTokenOrMixConnections(String name) {
    assertThatThrownBy(() -> host.begin(GoogleDriveHost.session().parameter(name, "none")))
        .isInstanceOf(InvalidRequestException.class);
  }
}

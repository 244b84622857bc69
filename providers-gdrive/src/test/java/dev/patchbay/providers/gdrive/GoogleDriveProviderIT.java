package dev.patchbay.providers.gdrive;

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
import dev.patchbay.testkit.providers.ProviderHost;
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
  private static final String READ = "https://www.googleapis.com/auth/drive.readonly";
  private static final String FILE = "https://www.googleapis.com/auth/drive.file";

  private final KeptTokens kept = new KeptTokens();
  private final ProviderHost host =
      ProviderHost.start(new GoogleDriveProvider(), GoogleDialect.drive()).configure(kept::in);

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void connectsByOAuth() {
    Connection connection = host.connect(host.session());

    assertThat(connection.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(connection.account().map(Account::id)).contains(host.service().account().id());
    assertThat(connection.account().flatMap(Account::displayName)).contains("Sandy Box");
    assertThat(connection.account().flatMap(Account::email)).contains("sandy@example.test");
    assertThat(connection.grantedScopes()).isEqualTo(Scopes.of(READ));
    assertThat(connection.expiresAt()).contains(connection.createdAt().plusSeconds(3599));
    TokenSetRecord tokens = kept.of(connection);
    assertThat(tokens.refreshable()).isTrue();
    assertThat(tokens.refreshExpiresAt()).isEmpty();
  }

  @Test
  void asksWhoseDriveItIsAndForNothingElse() {
    host.connect(host.session());

    assertThat(host.service().requests(Endpoint.IDENTITY))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.url().toString())
                    .isEqualTo("https://www.googleapis.com/drive/v3/about?fields=user"));
    assertThat(host.service().count(Endpoint.USERINFO)).isZero();
  }

  @Test
  void accountMayHideItsEmailAddress() {
    host.service()
        .signIn(
            SandboxAccount.builder("2", "grace").email("grace@example.test").emailHidden().build());

    Connection connection = host.connect(host.session());

    assertThat(connection.account().map(Account::id)).contains("2");
    assertThat(connection.account().flatMap(Account::email)).isEmpty();
  }

  @Test
  void filesOfTheAppAloneAreEnoughIfNoMoreIsAskedFor() {
    Connection connection = host.connect(host.session().scopes(Scopes.of(FILE)));

    assertThat(connection.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(connection.account()).isPresent();
    assertThat(connection.grantedScopes()).isEqualTo(Scopes.of(FILE));
  }

  @Test
  void userWhoLeavesTheWholeDriveUntickedIsKnownButNotEnough() {
    GoogleDialect dialect = GoogleDialect.drive().granting(Scopes.of(FILE));
    try (ProviderHost unticked = ProviderHost.start(new GoogleDriveProvider(), dialect)) {
      Connection connection = unticked.connect(unticked.session().scopes(Scopes.of(READ, FILE)));

      assertThat(connection.status()).isEqualTo(ConnectionStatus.INSUFFICIENT_SCOPE);
      assertThat(connection.statusReason()).contains("missing scopes: " + READ);
      assertThat(connection.account()).isPresent();
    }
  }

  /** The id at Drive is Drive's own, so that no other answer can tell it. */
  @Test
  void userWhoLeavesAllOfDriveUntickedIsRefusedWithGooglesReason() {
    GoogleDialect dialect = GoogleDialect.drive().granting(Scopes.none());
    try (ProviderHost unticked = ProviderHost.start(new GoogleDriveProvider(), dialect)) {
      SessionFailure failure =
          unticked
              .arrive(unticked.session().scopes(Scopes.of("openid", "email", READ)))
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
    Connection files = host.connect(host.session().scopes(Scopes.of(FILE)));

    Connection whole =
        host.connect(host.session().connectionId(files.id()).additionalScopes(Scopes.of(READ)));

    assertThat(whole.id()).isEqualTo(files.id());
    assertThat(whole.requestedScopes()).isEqualTo(Scopes.of(FILE, READ));
    assertThat(whole.grantedScopes()).isEqualTo(Scopes.of(FILE, READ));
  }

  @Test
  void refreshTokenOfAnAppInTestingLivesForAWeek() {
    try (ProviderHost testing =
        ProviderHost.start(new GoogleDriveProvider(), GoogleDialect.drive().testing())
            .configure(kept::in)) {
      Connection connection = testing.connect(testing.session());

      assertThat(kept.of(connection).refreshExpiresAt())
          .contains(connection.createdAt().plusSeconds(604_799));
    }
  }

  @Test
  void reconnectWithAnotherAccountIsRefusedAndChangesNothing() {
    Connection before = host.connect(host.session());
    long versionBefore = kept.of(before).version();
    host.service().signIn(SandboxAccount.builder("2", "grace").build());

    CallbackResult result = host.arrive(host.session().connectionId(before.id()));

    assertThat(result.session().failure().map(SessionFailure::code)).contains("account_mismatch");
    assertThat(host.connections()).singleElement().usingRecursiveComparison().isEqualTo(before);
    assertThat(kept.of(before).version()).isEqualTo(versionBefore);
    assertThat(host.service().count(Endpoint.REVOKE)).isZero();
  }

  @Test
  void tokensThatAreHandedOverConnectAndAreRevokedTogether() {
    SandboxGrant grant = host.service().issueGrant(Scopes.of(FILE));
    String refreshToken = grant.refreshToken().orElseThrow();
    Connection connection =
        host.create(host.accessToken(grant.accessToken()).refreshToken(Secret.of(refreshToken)));

    assertThat(connection.account().map(Account::id)).contains(host.service().account().id());
    assertThat(kept.of(connection).refreshable()).isTrue();
    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(host.service().isRevoked(grant.accessToken())).isTrue();
    assertThat(host.service().isRevoked(refreshToken)).isTrue();
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
    assertThatThrownBy(() -> host.create(host.accessToken(start + Canary.secret("wrong"))))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_WRONG_KIND))
        .hasMessageContaining(reason)
        .hasMessageContaining(fix);
    assertThat(host.service().count(Endpoint.IDENTITY)).isZero();
  }

  @Test
  void rateLimitIsKnownByTheReasonInside() {
    host.service()
        .script(
            Endpoint.IDENTITY,
            Fault.json(403, "{\"error\":{\"errors\":[{\"reason\":\"userRateLimitExceeded\"}]}}"));

    assertThatThrownBy(
            () -> host.create(host.accessToken(host.service().issueToken(Scopes.of(READ)))))
        .isInstanceOfSatisfying(
            TemporaryFailureException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED));
  }

  @Test
  void apiThatIsNotEnabledIsTheOperatorsToEnable() {
    host.service()
        .script(
            Endpoint.IDENTITY,
            Fault.json(403, "{\"error\":{\"errors\":[{\"reason\":\"accessNotConfigured\"}]}}"));

    assertThatThrownBy(
            () -> host.create(host.accessToken(host.service().issueToken(Scopes.of(READ)))))
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
    host.service().script(Endpoint.TOKEN, Fault.error(error));

    assertThat(host.arrive(host.session()).session().failure().orElseThrow().code())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt", "include_granted_scopes"})
  void requestCannotSetWhatWouldCostTheRefreshTokenOrMixConnections(String name) {
    assertThatThrownBy(() -> host.authorizeUrl(host.session().parameter(name, "none")))
        .isInstanceOf(InvalidRequestException.class);
  }
}

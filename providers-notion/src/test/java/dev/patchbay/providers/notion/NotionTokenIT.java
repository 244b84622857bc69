package dev.patchbay.providers.notion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.NotionDialect;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotionTokenIT {
  private final ProviderHost host =
      ProviderHost.start(new NotionProvider(), NotionDialect.standard());

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void tokenOfAnInternalConnectionIsOfItsWorkspace() {
    String internal = host.service().issueKey(Scopes.none());

    Connection connection = host.create(host.apiKey(internal));

    Account account = connection.account().orElseThrow();
    assertThat(account.id()).doesNotContain(":").hasSize(36);
    assertThat(account.displayName()).contains("Sandy Box's workspace");
    assertThat(account.email()).isEmpty();
    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.NOT_SUPPORTED);
    assertThat(host.service().isAlive(internal)).isTrue();
  }

  @Test
  void tokenIsOfTheSameAccountWhetherItIsCalledTokenOrKey() {
    String token = host.service().issueToken(Scopes.none());

    Connection asKey = host.create(host.apiKey(token));
    Connection asToken = host.create(host.accessToken(token));

    assertThat(asToken.id()).isEqualTo(asKey.id());
    assertThat(asToken.account().flatMap(Account::email)).contains("sandy@example.test");
    assertThat(host.service().requests(Endpoint.IDENTITY))
        .hasSize(2)
        .allMatch(request -> request.authorization("Bearer").filter(token::equals).isPresent());
  }

  @Test
  void tokenAloneCannotBeRevoked() {
    String token = host.service().issueToken(Scopes.none());

    Connection connection = host.create(host.accessToken(token));

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.NOT_SUPPORTED);
    assertThat(host.service().count(Endpoint.REVOKE)).isZero();
  }

  @Test
  void tokenWithItsRefreshTokenIsEndedWithBoth() {
    SandboxGrant grant = host.service().issueGrant(Scopes.none());
    Connection connection =
        host.create(
            host.accessToken(grant.accessToken())
                .refreshToken(Secret.of(grant.refreshToken().orElseThrow())));

    assertThat(connection.expiresAt()).isEmpty();
    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(host.service().isRevoked(grant.accessToken())).isTrue();
    assertThat(host.service().isRevoked(grant.refreshToken().orElseThrow())).isTrue();
  }

  @Test
  void revocationThatNotionRefusesIsNotSaidToHaveWorked() {
    Connection connection = host.connect(host.session());
    host.service().script(Endpoint.REVOKE, Fault.error("invalid_request"));

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.FAILED);
  }

  @Test
  void deadTokenIsRefusedInNotionsWords() {
    String token = host.service().issueToken(Scopes.none());
    host.service().revoke(token);

    assertThatThrownBy(() -> host.create(host.accessToken(token)))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_REJECTED);
              assertThat(refused.serviceError()).contains("unauthorized");
              assertThat(refused.serviceDescription()).contains("API token is invalid.");
            });
    assertThat(host.connections()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "conflict_error, PROVIDER_UNAVAILABLE",
    "service_overload, PROVIDER_UNAVAILABLE",
    "service_unavailable, PROVIDER_UNAVAILABLE",
    "internal_server_error, PROVIDER_UNAVAILABLE",
    "rate_limited, RATE_LIMITED"
  })
  void failureThatPassesIsNoRefusal(String error, ErrorCode code) {
    host.service().script(Endpoint.IDENTITY, Fault.error(error));
    String token = host.service().issueToken(Scopes.none());

    assertThatThrownBy(() -> host.create(host.accessToken(token)))
        .isInstanceOfSatisfying(
            TemporaryFailureException.class, failure -> assertThat(failure.code()).isEqualTo(code));
    assertThat(host.connections()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"accessToken", "apiKey"})
  void refreshTokenIsRefusedBeforeAnyRequestWithReasonAndFix(String field) {
    ConnectionRequest.Builder request =
        field.equals("apiKey") ? host.apiKey("nrt_fake") : host.accessToken("nrt_fake");

    assertThatThrownBy(() -> host.create(request))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_WRONG_KIND);
              assertThat(refused.field()).contains(field);
            })
        .hasMessageContaining("a refresh token")
        .hasMessageContaining("beside the access token")
        .hasMessageNotContaining("_fake");
    assertThat(host.service().count(Endpoint.IDENTITY)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"ntn_fake", "secret_fake"})
  void accessTokenInThePlaceOfTheRefreshTokenIsRefused(String refreshToken) {
    ConnectionRequest.Builder request =
        host.accessToken("ntn_fake").refreshToken(Secret.of(refreshToken));

    assertThatThrownBy(() -> host.create(request))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.field()).contains("refreshToken"))
        .hasMessageContaining("an access token")
        .hasMessageContaining("as 'accessToken'");
    assertThat(host.service().count(Endpoint.IDENTITY)).isZero();
  }
}

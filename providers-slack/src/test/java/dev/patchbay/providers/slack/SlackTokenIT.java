package dev.patchbay.providers.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import dev.patchbay.testkit.sandbox.SlackDialect;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackTokenIT {
  private final ProviderHost host = ProviderHost.start(new SlackProvider(), SlackDialect.classic());

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void botTokenIsOfTheBotAndItsScopesAreToldByTheHeader() {
    String token = host.service().issueToken(Scopes.of("channels:read", "chat:write"));
    assertThat(token).startsWith("xoxb-");

    Connection connection = host.create(host.accessToken(token));

    assertThat(connection.account().map(Account::id)).contains("T0SANDBOX:U0SANDBOT");
    assertThat(connection.credentialKind()).isEqualTo(CredentialKind.ACCESS_TOKEN);
    assertThat(connection.grantedScopes()).isEqualTo(Scopes.of("channels:read", "chat:write"));
    assertThat(connection.expiresAt()).isEmpty();
    assertThat(host.service().requests(Endpoint.IDENTITY))
        .hasSize(1)
        .allMatch(request -> request.authorization("Bearer").filter(token::equals).isPresent())
        .allMatch(request -> request.body().isEmpty());
  }

  @Test
  void userTokenIsOfTheUser() {
    String token = host.service().issueKey(Scopes.of("files:read"));
    assertThat(token).startsWith("xoxp-");

    Connection connection = host.create(host.accessToken(token));

    assertThat(connection.account().map(Account::id)).contains("T0SANDBOX:583231");
    assertThat(connection.account().flatMap(Account::displayName)).contains("sandy @ Sandbox Team");
    assertThat(connection.grantedScopes()).isEqualTo(Scopes.of("files:read"));
  }

  @Test
  void hostThatNamesTheScopesIsBelieved() {
    String token = host.service().issueToken(Scopes.of("channels:read", "chat:write"));

    Connection connection = host.create(host.accessToken(token).scopes(Scopes.of("channels:read")));

    assertThat(connection.grantedScopes()).isEqualTo(Scopes.of("channels:read"));
  }

  @Test
  void tokenIsTakenAsAnApiKeyToo() {
    String token = host.service().issueToken(Scopes.of("users:read"));

    Connection asToken = host.create(host.accessToken(token));
    Connection asKey = host.create(host.apiKey(token));

    assertThat(asKey.id()).isEqualTo(asToken.id());
    assertThat(asKey.credentialKind()).isEqualTo(CredentialKind.API_KEY);
    assertThat(asKey.grantedScopes()).isEqualTo(Scopes.of("users:read"));
  }

  @Test
  void rotatingPairComesWithItsLife() {
    try (ProviderHost rotating = ProviderHost.start(new SlackProvider(), SlackDialect.rotating())) {
      SandboxGrant grant = rotating.service().issueGrant(Scopes.of("users:read"));
      assertThat(grant.accessToken()).startsWith("xoxe.xoxb-1-");

      Connection connection =
          rotating.create(
              rotating
                  .accessToken(grant.accessToken())
                  .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
                  .expiresIn(Duration.ofHours(12)));

      assertThat(connection.account().map(Account::id)).contains("T0SANDBOX:U0SANDBOT");
      assertThat(connection.expiresAt()).contains(connection.createdAt().plusSeconds(43_200));
    }
  }

  @Test
  void deadTokenIsRefusedThoughTheStatusIs200() {
    String token = host.service().issueToken(Scopes.none());
    host.service().revoke(token);

    assertRejected(token, "token_revoked");
    assertRejected("xoxb-stranger", "invalid_auth");
    assertThat(host.connections()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"account_inactive", "token_expired", "missing_scope", "not_allowed_token_type"})
  void refusalIsToldInSlacksWords(String error) {
    host.service().script(Endpoint.IDENTITY, Fault.error(error));

    assertRejected(host.service().issueToken(Scopes.none()), error);
  }

  @ParameterizedTest
  @CsvSource({
    "ratelimited, RATE_LIMITED",
    "internal_error, PROVIDER_UNAVAILABLE",
    "fatal_error, PROVIDER_UNAVAILABLE",
    "service_unavailable, PROVIDER_UNAVAILABLE",
    "request_timeout, PROVIDER_UNAVAILABLE"
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
  @CsvSource(
      delimiter = '|',
      value = {
        "xapp-1-fake                         | an app-level token   | let the user connect by OAuth",
        "xoxe-1-fake                         | a refresh token      | as 'refreshToken'",
        "xoxc-fake                           | a browser's session  | let the user connect by OAuth",
        "xoxd-fake                           | a browser's session  | let the user connect by OAuth",
        "https://hooks.slack.com/services/fake | URL of a webhook   | hand over a bot or user token"
      })
  void wrongKindIsRefusedBeforeAnyRequestWithReasonAndFix(String text, String reason, String fix) {
    assertWrongKind(host.accessToken(text), "accessToken", reason, fix);
    assertWrongKind(host.apiKey(text), "apiKey", reason, fix);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xoxb-fake        | an access token     | as 'accessToken'",
        "xoxp-fake        | an access token     | as 'accessToken'",
        "xoxe.xoxp-1-fake | an access token     | as 'accessToken'",
        "xapp-1-fake      | an app-level token  | let the user connect by OAuth"
      })
  void wrongKindOfRefreshTokenIsRefusedToo(String text, String reason, String fix) {
    ConnectionRequest.Builder request =
        host.accessToken("xoxe.xoxb-1-fake").refreshToken(Secret.of(text));

    assertWrongKind(request, "refreshToken", reason, fix);
  }

  /** It lives for a quarter of an hour, but nobody has said that it is of no use. */
  @Test
  void tokenOfAWorkflowIsForSlackToJudge() {
    assertRejected("xwfp-stranger", "invalid_auth");
    assertThat(host.service().count(Endpoint.IDENTITY)).isEqualTo(1);
  }

  private void assertRejected(String token, String error) {
    assertThatThrownBy(() -> host.create(host.accessToken(token)))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_REJECTED);
              assertThat(refused.serviceError()).contains(error);
            });
  }

  private void assertWrongKind(
      ConnectionRequest.Builder request, String field, String reason, String fix) {
    assertThatThrownBy(() -> host.create(request))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_WRONG_KIND);
              assertThat(refused.field()).contains(field);
            })
        .hasMessageContaining(reason)
        .hasMessageContaining(fix)
        .hasMessageNotContaining("fake");
    assertThat(host.service().count(Endpoint.IDENTITY)).isZero();
  }
}

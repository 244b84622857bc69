package dev.patchbay.providers.gmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.GoogleDialect;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GmailTokenIT {
  private static final String READ = "https://www.googleapis.com/auth/gmail.readonly";
  private static final String SEND = "https://www.googleapis.com/auth/gmail.send";
  private static final String REASON =
      "{\"error\":{\"code\":%d,\"message\":\"m\",\"errors\":[{\"reason\":\"%s\"}]}}";

  private static final String USERINFO_EMAIL = "https://www.googleapis.com/auth/userinfo.email";

  private final KeptTokens kept = new KeptTokens();
  private final ProviderHost host =
      ProviderHost.start(new GmailProvider(), GoogleDialect.gmail()).configure(kept::in);

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void connectsByATokenAndTheRefreshTokenBesideIt() {
    SandboxGrant grant = host.service().issueGrant(Scopes.of(READ));

    Connection connection =
        host.create(
            host.accessToken(grant.accessToken())
                .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
                .expiresIn(Duration.ofMinutes(50)));

    assertThat(connection.account().map(Account::id)).contains("sandy@example.test");
    assertThat(connection.expiresAt())
        .contains(connection.createdAt().plus(Duration.ofMinutes(50)));
    assertThat(kept.of(connection).refreshable()).isTrue();
  }

  @Test
  void tokenAloneConnectsUntilItDies() {
    Connection connection =
        host.create(host.accessToken(host.service().issueToken(Scopes.of("openid", READ))));

    assertThat(connection.account()).isPresent();
    assertThat(kept.of(connection).refreshable()).isFalse();
  }

  @Test
  void sameAccountByOAuthAndByTokenIsOneConnection() {
    Connection byOAuth = host.connect(host.session());
    Connection byToken = host.create(host.accessToken(host.service().issueToken(Scopes.of(READ))));

    assertThat(byToken.id()).isEqualTo(byOAuth.id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accessToken  | AIza    | an API key            | let the user connect by OAuth",
        "accessToken  | 1//0    | a refresh token       | hand it over as 'refreshToken'",
        "accessToken  | GOCSPX- | a client secret       | configure it with its client id",
        "accessToken  | 4/0A    | an authorization code | let the user connect by OAuth",
        "refreshToken | ya29.   | an access token       | hand it over as 'accessToken'",
        "refreshToken | AIza    | an API key            | let the user connect by OAuth",
        "refreshToken | GOCSPX- | a client secret       | configure it with its client id"
      })
  void wrongKindIsRefusedBeforeAnyRequest(String field, String start, String reason, String fix) {
    String text = start + Canary.secret("wrong");
    ConnectionRequest.Builder request =
        field.equals("accessToken")
            ? host.accessToken(text)
            : host.accessToken("ya29." + Canary.secret("access")).refreshToken(Secret.of(text));

    assertThatThrownBy(() -> host.create(request))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_WRONG_KIND);
              assertThat(refused.field()).contains(field);
            })
        .hasMessageContaining(reason)
        .hasMessageContaining(fix);
    assertThat(host.service().count(Endpoint.IDENTITY)).isZero();
  }

  @Test
  void apiKeyIsNoWayIn() {
    Secret key = Secret.of(host.service().issueKey(Scopes.none()));

    assertThatThrownBy(() -> host.create(ConnectionRequest.builder("gmail").apiKey(key)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("OAuth or 'accessToken'");
    assertThat(host.service().count(Endpoint.IDENTITY)).isZero();
  }

  @Test
  void deadTokenIsRefusedWithGooglesReason() {
    String token = host.service().issueToken(Scopes.of(READ));
    host.service().revoke(token);

    assertThatThrownBy(() -> host.create(host.accessToken(token)))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_REJECTED);
              assertThat(refused.serviceError()).contains("authError");
            });
    assertThat(host.connections()).isEmpty();
  }

  @Test
  void tokenThatTellsNoAddressIsRefusedWithTheScopeToAskFor() {
    assertThatThrownBy(
            () -> host.create(host.accessToken(host.service().issueToken(Scopes.of(SEND)))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("ask for the scope 'email' too");
  }

  /** User info would tell the address, of a mailbox that cannot be read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'errors':[{'reason':'accessNotConfigured'}],'status':'PERMISSION_DENIED'}",
        "{'errors':[{'reason':'forbidden'}],'details':[{'reason':'SERVICE_DISABLED'}]}",
        "{'errors':[{'reason':'domainPolicy'}]}"
      })
  void apiThatIsSwitchedOffIsNoMissingScope(String error) {
    host.service()
        .script(
            Endpoint.IDENTITY, Fault.json(403, "{'error':%s}".formatted(error).replace('\'', '"')));
    String token = host.service().issueToken(Scopes.of("openid", USERINFO_EMAIL, READ));

    assertThatThrownBy(() -> host.create(host.accessToken(token)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("enable the Gmail API in the client's Cloud project");
    assertThat(host.service().count(Endpoint.USERINFO)).isZero();
    assertThat(host.connections()).isEmpty();
  }

  /** With 403, as a scope that is missing; the reason tells them apart. */
  @ParameterizedTest
  @CsvSource({
    "403, rateLimitExceeded, RATE_LIMITED",
    "403, userRateLimitExceeded, RATE_LIMITED",
    "403, dailyLimitExceeded, RATE_LIMITED",
    "429, rateLimitExceeded, RATE_LIMITED",
    "403, backendError, PROVIDER_UNAVAILABLE",
    "500, backendError, PROVIDER_UNAVAILABLE"
  })
  void failureThatPassesIsNoRefusal(int status, String reason, ErrorCode code) {
    host.service().script(Endpoint.IDENTITY, Fault.json(status, REASON.formatted(status, reason)));

    assertThatThrownBy(
            () -> host.create(host.accessToken(host.service().issueToken(Scopes.of(READ)))))
        .isInstanceOfSatisfying(
            TemporaryFailureException.class, failure -> assertThat(failure.code()).isEqualTo(code));
    assertThat(host.service().count(Endpoint.USERINFO)).isZero();
    assertThat(host.connections()).isEmpty();
  }
}

package dev.patchbay.providers.linear;

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
import dev.patchbay.model.Session;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.LinearDialect;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearProviderIT {
  private final ProviderHost host =
      ProviderHost.start(
          new LinearProvider(), LinearDialect.standard().organization("org-1", "Example Inc"));

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void connectsByOAuth() {
    Connection connection = host.connect(host.session());

    assertThat(connection.account().map(Account::id))
        .contains("org-1:" + host.service().account().id());
    assertThat(connection.account().flatMap(Account::displayName))
        .contains("Sandy Box @ Example Inc");
    assertThat(connection.account().flatMap(Account::email)).contains("sandy@example.test");
    assertThat(connection.grantedScopes()).isEqualTo(Scopes.of("read"));
    assertThat(connection.expiresAt()).contains(connection.createdAt().plusSeconds(86_399));
  }

  @Test
  void sendsWhatLinearAsksFor() {
    Session session =
        host.integrations()
            .sessions()
            .create(host.session().scopes(Scopes.of("read", "write")).build());
    assertThat(session.authorizeUrl().map(URI::create).orElseThrow().getRawQuery())
        .contains("scope=read%2Cwrite")
        .contains("prompt=consent")
        .contains("code_challenge_method=S256");
    host.connect(host.session());

    RecordedRequest identity = host.service().requests(Endpoint.IDENTITY).get(0);
    assertThat(identity.method()).isEqualTo("POST");
    assertThat(identity.authorization("Bearer")).isPresent();
    assertThat(identity.bodyField("query")).get().asString().contains("viewer", "organization");
  }

  @Test
  void scopesOfAnOldAppAreReadToo() {
    try (ProviderHost old =
        ProviderHost.start(new LinearProvider(), LinearDialect.legacyScopes())) {
      Connection connection = old.connect(old.session().scopes(Scopes.of("read", "write")));

      assertThat(connection.grantedScopes()).isEqualTo(Scopes.of("read", "write"));
    }
  }

  @Test
  void sameUserInAnotherWorkspaceOfLinearsIsAnotherAccount() {
    String here = host.connect(host.session()).account().orElseThrow().id();
    try (ProviderHost elsewhere =
        ProviderHost.start(
            new LinearProvider(), LinearDialect.standard().organization("org-2", "Other Inc"))) {
      assertThat(elsewhere.connect(elsewhere.session()).account().map(Account::id))
          .isPresent()
          .get()
          .isNotEqualTo(here);
    }
  }

  @Test
  void personalKeyStandsAloneInItsHeader() {
    String key = host.service().issueKey(Scopes.of("read"));

    Connection connection = host.create(host.apiKey(key));

    assertThat(connection.account()).isPresent();
    assertThat(host.service().requests(Endpoint.IDENTITY).get(0).header("authorization"))
        .contains(key);
    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.NOT_SUPPORTED);
    assertThat(host.service().isAlive(key)).isTrue();
  }

  @Test
  void deletingEndsBothTokens() {
    SandboxGrant grant = host.service().issueGrant(Scopes.of("read"));
    Connection connection =
        host.create(
            host.accessToken(grant.accessToken())
                .refreshToken(Secret.of(grant.refreshToken().orElseThrow())));

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(host.service().isRevoked(grant.accessToken())).isTrue();
    assertThat(host.service().isRevoked(grant.refreshToken().orElseThrow())).isTrue();
    assertThat(host.service().requests(Endpoint.REVOKE))
        .hasSize(2)
        .allMatch(request -> request.bodyField("client_id").isEmpty());
  }

  @Test
  void tokenWithoutItsClientCanBeRevokedToo() {
    String token = host.service().issueToken(Scopes.of("read"));

    assertThat(host.delete(host.create(host.accessToken(token))).revocation())
        .isEqualTo(Revocation.REVOKED);
    assertThat(host.service().isAlive(token)).isFalse();
  }

  @Test
  void tokenThatTheServiceNeverKnewIsNotSaidToBeRevoked() {
    Connection connection = host.create(host.accessToken("lin_oauth_stranger").verificationOff());

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.FAILED);
  }

  @Test
  void deadTokenIsRefusedWithTheCodeInside() {
    for (LinearDialect dialect :
        new LinearDialect[] {
          LinearDialect.standard(), LinearDialect.standard().authenticationErrorsInside()
        }) {
      try (ProviderHost linear = ProviderHost.start(new LinearProvider(), dialect)) {
        String token = linear.service().issueToken(Scopes.of("read"));
        linear.service().revoke(token);

        assertThatThrownBy(() -> linear.create(linear.accessToken(token)))
            .isInstanceOfSatisfying(
                InvalidRequestException.class,
                refused -> {
                  assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_REJECTED);
                  assertThat(refused.serviceError()).contains("AUTHENTICATION_ERROR");
                  assertThat(refused.serviceDescription()).isPresent();
                });
        assertThat(linear.connections()).isEmpty();
      }
    }
  }

  /** Linear says with 400 what others say with 429. */
  @Test
  void rateLimitIsKnownByTheCodeInside() {
    host.service()
        .script(
            Endpoint.IDENTITY,
            Fault.json(400, "{\"errors\":[{\"extensions\":{\"code\":\"RATELIMITED\"}}]}"));

    assertThatThrownBy(
            () -> host.create(host.accessToken(host.service().issueToken(Scopes.of("read")))))
        .isInstanceOfSatisfying(
            TemporaryFailureException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED));
    assertThat(host.connections()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accessToken | lin_api_fake     | a personal API key    | hand it over as 'apiKey'",
        "accessToken | lin_refresh_fake | a refresh token       | as 'refreshToken'",
        "apiKey      | lin_oauth_fake   | an OAuth access token | hand it over as 'accessToken'",
        "apiKey      | lin_refresh_fake | a refresh token       | beside the access token"
      })
  void wrongKindIsRefusedBeforeAnyRequest(String field, String text, String reason, String fix) {
    ConnectionRequest.Builder request =
        field.equals("apiKey") ? host.apiKey(text) : host.accessToken(text);

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

  @ParameterizedTest
  @CsvSource({"invalid_grant, code_rejected", "invalid_client, client_rejected"})
  void errorsAreClassed(String error, String code) {
    host.service().script(Endpoint.TOKEN, Fault.error(error));

    assertThat(host.arrive(host.session()).session().failure().orElseThrow().code())
        .isEqualTo(code);
  }
}

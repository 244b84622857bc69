package dev.patchbay.providers.slack;

import static dev.patchbay.providers.slack.SlackSteps.revokedTokens;
import static dev.patchbay.providers.slack.SlackSteps.userSession;
import static dev.patchbay.testkit.providers.ProviderHost.CALLBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.ConnectionManager;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.providers.Query;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SandboxUser;
import dev.patchbay.testkit.sandbox.SlackDialect;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackProviderIT {
  private static final String BOT = "T0SANDBOX:U0SANDBOT";
  private static final int TWELVE_HOURS = 43_200;

  private final ProviderHost host = ProviderHost.start(new SlackProvider(), SlackDialect.classic());

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void connectsTheBot() {
    Connection connection = host.connect(host.session());

    Account account = connection.account().orElseThrow();
    assertThat(account.id()).isEqualTo(BOT);
    assertThat(account.displayName()).contains("sandbot @ Sandbox Team");
    assertThat(account.email()).isEmpty();
    assertThat(connection.grantedScopes()).isEqualTo(Scopes.of("channels:read", "users:read"));
    assertThat(connection.expiresAt()).isEmpty();
  }

  @Test
  void connectsTheUserAlone() {
    Connection connection =
        host.connect(userSession(host, "files:read", "users:read", "users:read.email"));

    Account account = connection.account().orElseThrow();
    assertThat(account.id()).isEqualTo("T0SANDBOX:583231");
    assertThat(account.displayName()).contains("sandy @ Sandbox Team");
    assertThat(account.email()).contains("sandy@example.test");
    assertThat(connection.grantedScopes())
        .isEqualTo(Scopes.of("files:read", "users:read", "users:read.email"));
    host.delete(connection);
    assertThat(revokedTokens(host)).hasSize(1).allMatch(token -> token.startsWith("xoxp-"));
  }

  @Test
  void botAndUserAreTwoTokenSetsOfOneConnection() {
    Connection connection = host.connect(both(host));

    assertThat(host.connections()).hasSize(1);
    assertThat(connection.account().map(Account::id)).contains(BOT);
    assertThat(connection.grantedScopes()).isEqualTo(Scopes.of("channels:read", "users:read"));
    host.delete(connection);
    assertThat(revokedTokens(host))
        .extracting(token -> token.substring(0, 5))
        .containsExactlyInAnyOrder("xoxb-", "xoxp-");
  }

  @Test
  void tokensOfAnAppWithRotationExpire() {
    try (ProviderHost rotating = ProviderHost.start(new SlackProvider(), SlackDialect.rotating())) {
      for (Connection connection :
          List.of(
              rotating.connect(both(rotating)),
              rotating.connect(userSession(rotating, "users:read")))) {
        assertThat(connection.expiresAt())
            .contains(connection.createdAt().plusSeconds(TWELVE_HOURS));
      }
    }
  }

  @Test
  void twoUsersOfAWorkspaceHaveOneBotAndAccountsOfTheirOwn() {
    host.connect(host.session());
    host.connect(userSession(host, "users:read"));
    host.service().signIn(SandboxAccount.builder("42", "ada").build());
    host.connect(host.session());
    host.connect(userSession(host, "users:read"));

    assertThat(host.connections())
        .extracting(connection -> connection.account().orElseThrow().id())
        .containsExactlyInAnyOrder(BOT, "T0SANDBOX:583231", "T0SANDBOX:42");
  }

  @Test
  void grantOfAWholeOrganizationNamesIt() {
    host.service().script(Endpoint.TOKEN, Fault.with("team", null));
    host.service().script(Endpoint.IDENTITY, Fault.with("enterprise_id", "E1"));

    Connection connection = host.connect(host.session());

    assertThat(connection.account().map(Account::id)).contains(BOT + ":E1");
  }

  @Test
  void botIsAskedForWithTheseParametersOnly() {
    URI url = host.authorizeUrl(host.session());

    assertThat(url.getPath()).isEqualTo("/slack.com/oauth/v2/authorize");
    assertThat(Query.of(url).asMap())
        .containsOnlyKeys("response_type", "client_id", "redirect_uri", "scope", "state")
        .containsEntry("scope", "channels:read,users:read")
        .containsEntry("redirect_uri", CALLBACK + "/slack");
  }

  @Test
  void userIsAskedForWithScopesOfTheirOwn() {
    URI alone =
        host.authorizeUrl(userSession(host, "files:read", "users:read").parameter("team", "T1"));
    assertThat(Query.of(alone).asMap())
        .containsOnlyKeys(
            "user_scope", "team", "response_type", "client_id", "redirect_uri", "state")
        .containsEntry("user_scope", "files:read,users:read")
        .containsEntry("team", "T1");

    assertThat(Query.of(host.authorizeUrl(both(host))).asMap())
        .containsEntry("scope", "channels:read,users:read")
        .containsEntry("user_scope", "files:read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scope", "granular_bot_scope", "code_challenge"})
  void otherParametersMayNotBeSet(String name) {
    assertThatThrownBy(() -> host.authorizeUrl(host.session().parameter(name, "x")))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void exchangesTheCodeInAFormWithTheClientInTheHeader() {
    host.connect(host.session());

    RecordedRequest exchange = host.service().requests(Endpoint.TOKEN).get(0);
    assertThat(exchange.header("content-type")).contains("application/x-www-form-urlencoded");
    assertThat(exchange.bodyField("redirect_uri")).contains(CALLBACK + "/slack");
    assertThat(exchange.authorization("Basic")).isPresent();
    for (String absent : List.of("client_id", "client_secret", "code_verifier")) {
      assertThat(exchange.bodyField(absent)).as(absent).isEmpty();
    }
  }

  @Test
  void warningBesideATokenDoesNoHarm() {
    host.service().script(Endpoint.TOKEN, Fault.with("warning", "superfluous_charset"));

    assertThat(host.connect(host.session()).account()).isPresent();
  }

  @Test
  void webhookBesideATokenDoesNoHarm() {
    Connection connection = host.connect(host.session().scopes(Scopes.of("incoming-webhook")));

    assertThat(connection.grantedScopes()).isEqualTo(Scopes.of("incoming-webhook"));
  }

  /** Nobody has said what an app's own token would be good for. */
  @Test
  void tokenOfAnotherTypeIsOfNoUse() {
    host.service().script(Endpoint.TOKEN, Fault.with("token_type", "app"));

    assertThat(failureOf(host.arrive(host.session()).session())).isEqualTo("token_reply_invalid");
  }

  /** In the reply to a refresh nothing but the type tells whose the token is. */
  @Test
  void refreshOfTheBotThatBringsAUsersTokenIsOfNoUse() {
    try (ProviderHost rotating = ProviderHost.start(new SlackProvider(), SlackDialect.rotating())) {
      ConnectionId id = rotating.connect(rotating.session()).id();
      ConnectionManager connections = rotating.integrations().connections();
      Credentials bot = connections.credentials(ProviderHost.WORKSPACE, id);
      String users = "{\"ok\":true,\"access_token\":\"xoxp-FAKE\",\"token_type\":\"user\"}";
      rotating.service().breakDown(Endpoint.TOKEN, Fault.json(200, users));

      assertThatThrownBy(() -> connections.reportUnauthorized(ProviderHost.WORKSPACE, bot))
          .isInstanceOf(TemporaryFailureException.class)
          .extracting(failure -> ((TemporaryFailureException) failure).code())
          .isEqualTo(ErrorCode.TOKEN_REPLY_INVALID);
      assertThat(connections.credentials(ProviderHost.WORKSPACE, id).accessToken())
          .isEqualTo(bot.accessToken());
    }
  }

  @Test
  void replyWithoutAnyTokenIsOfNoUse() {
    host.service().script(Endpoint.TOKEN, Fault.without("access_token"));

    assertThat(failureOf(host.arrive(host.session()).session())).isEqualTo("token_reply_invalid");
  }

  @Test
  void userWhoPressesCancelHasDenied() {
    assertThat(
            host.comeBack(SandboxUser.at(host.sandbox()).deny(host.authorizeUrl(host.session())))
                .session()
                .status())
        .isEqualTo(SessionStatus.DENIED);
    assertThat(host.service().count(Endpoint.TOKEN)).isZero();
  }

  @Test
  void reconnectWithAnotherAccountIsRefused() {
    Connection connection = host.connect(userSession(host, "users:read"));
    host.service().signIn(SandboxAccount.builder("42", "ada").build());

    Session refused =
        host.arrive(userSession(host, "users:read").connectionId(connection.id())).session();

    assertThat(failureOf(refused)).isEqualTo("account_mismatch");
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_code, code_rejected",
    "code_already_used, code_rejected",
    "invalid_refresh_token, code_rejected",
    "token_revoked, code_rejected",
    "account_inactive, code_rejected",
    "invalid_grant, code_rejected",
    "bad_client_secret, client_rejected",
    "invalid_client_id, client_rejected",
    "bad_redirect_uri, client_rejected",
    "ratelimited, provider_unavailable",
    "internal_error, provider_unavailable",
    "fatal_error, provider_unavailable",
    "service_unavailable, provider_unavailable",
    "request_timeout, provider_unavailable",
    "no_scopes, exchange_refused",
    "invalid_grant_type, exchange_refused",
    "invalid_code_verifier, exchange_refused",
    "pkce_not_allowed, exchange_refused",
    "oauth_authorization_url_mismatch, exchange_refused",
    "cannot_install_an_org_installed_app, exchange_refused",
    "user_email_unverified, exchange_refused"
  })
  void errorsAreClassed(String error, String code) {
    host.service().script(Endpoint.TOKEN, Fault.error(error));

    Session session = host.arrive(host.session()).session();

    assertThat(failureOf(session)).isEqualTo(code);
    assertThat(session.failure().orElseThrow().serviceError()).contains(error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ratelimited", "internal_error", "service_unavailable"})
  void failureThatPassesLeavesAGrantStaged(String error) {
    host.service().script(Endpoint.IDENTITY, Fault.error(error));

    assertThat(host.arrive(host.session()).session().status()).isEqualTo(SessionStatus.PENDING);
  }

  private static SessionRequest.Builder both(ProviderHost host) {
    return host.session().parameter("user_scope", "files:read");
  }

  private static String failureOf(Session session) {
    return session.failure().orElseThrow().code();
  }
}

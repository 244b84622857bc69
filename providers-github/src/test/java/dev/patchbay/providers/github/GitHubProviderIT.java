package dev.patchbay.providers.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.model.Account;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.sandbox.Dialect;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.GitHubDialect;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.net.URI;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubProviderIT {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  private static final String CALLBACK = "https://host.example/oauth/callback";

  @Test
  void connectsByOAuthAppWithCommaScopes() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          Connection connection = connect(host);

          assertThat(connection.grantedScopes()).isEqualTo(Scopes.of("read:user", "user:email"));
          assertThat(connection.expiresAt()).isEmpty();
          assertThat(connection.account().map(Account::id)).contains(github.account().id());
        });
  }

  @Test
  void connectsByGitHubAppWithExpiryAndWithoutScopes() {
    run(
        GitHubDialect.gitHubApp(),
        (host, github) -> {
          Connection connection = connect(host);

          assertThat(connection.grantedScopes()).isEqualTo(Scopes.none());
          assertThat(connection.expiresAt()).contains(connection.createdAt().plusSeconds(28_800));
        });
  }

  @Test
  void sendsWhatGitHubAsksFor() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          connect(host);

          RecordedRequest token = github.requests(Endpoint.TOKEN).get(0);
          assertThat(token.header("accept")).contains("application/json");
          assertThat(token.header("authorization")).isEmpty();
          assertThat(token.bodyField("grant_type")).contains("authorization_code");
          assertThat(token.bodyField("client_secret")).isPresent();
          assertThat(token.bodyField("code_verifier")).isPresent();
          assertThat(token.bodyField("redirect_uri")).contains(CALLBACK + "/github");
          assertThat(token.url().getRawQuery()).isNull();
          RecordedRequest user = github.requests(Endpoint.IDENTITY).get(0);
          assertThat(user.header("accept")).contains("application/vnd.github+json");
          assertThat(user.header("x-github-api-version")).contains("2022-11-28");
          assertThat(user.header("user-agent")).contains("patchbay");
          assertThat(user.authorization("Bearer")).isPresent();
        });
  }

  @Test
  void readsTheEmailFromItsOwnListIfTheProfileHidesIt() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          github.signIn(
              SandboxAccount.builder("42", "ada").email("ada@example.test").emailHidden().build());
          Account account = connect(host).account().orElseThrow();

          assertThat(account.email()).contains("ada@example.test");
          assertThat(account.displayName()).contains("ada");
          assertThat(github.count(Endpoint.EMAILS)).isEqualTo(1);
        });
  }

  @Test
  void connectsWithoutAnEmailIfTheListIsNotToBeHad() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          github.signIn(
              SandboxAccount.builder("42", "ada").email("ada@example.test").emailHidden().build());
          github.script(Endpoint.EMAILS, Fault.status(404));

          assertThat(connect(host).account().orElseThrow().email()).isEmpty();
        });
  }

  @Test
  void readsAFormEncodedAnswerToo() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          String token = github.issueToken(Scopes.of("read:user"));
          github.script(
              Endpoint.TOKEN,
              Fault.body(
                  200,
                  "application/x-www-form-urlencoded; charset=utf-8",
                  "access_token=" + token + "&scope=read%3Auser%2Crepo&token_type=bearer"));

          assertThat(connect(host).grantedScopes()).isEqualTo(Scopes.of("read:user", "repo"));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "bad_verification_code, code_rejected",
    "incorrect_client_credentials, client_rejected",
    "redirect_uri_mismatch, client_rejected",
    "application_suspended, client_rejected",
    "unverified_user_email, exchange_refused"
  })
  void errorsInsideATwoHundredAreClassed(String error, String code) {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          github.script(Endpoint.TOKEN, Fault.error(error));
          Session session = arrive(host).session();

          assertThat(session.status()).isEqualTo(SessionStatus.FAILED);
          assertThat(session.failure().orElseThrow().code()).isEqualTo(code);
          assertThat(session.failure().orElseThrow().serviceError()).contains(error);
        });
  }

  @Test
  void unknownClientIsTheOperatorsToMend() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          github.script(Endpoint.TOKEN, Fault.json(404, "{\"error\":\"Not Found\"}"));

          assertThat(arrive(host).session().failure().orElseThrow().code())
              .isEqualTo("client_rejected");
        });
  }

  @Test
  void acceptsCallbacksWithAndWithoutIssuer() {
    run(
        GitHubDialect.oauthApp().withoutIssuer(),
        (host, github) ->
            assertThat(arrive(host).session().status()).isEqualTo(SessionStatus.COMPLETE));
  }

  @Test
  void deletingEndsTheTokenAtGitHub() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          Connection connection = connect(host);
          DeletionReceipt receipt = delete(host, connection);

          assertThat(receipt.revocation()).isEqualTo(Revocation.REVOKED);
          RecordedRequest revocation = github.requests(Endpoint.REVOKE).get(0);
          assertThat(revocation.method()).isEqualTo("DELETE");
          assertThat(revocation.authorization("Basic")).isPresent();
          assertThat(github.isAlive(revocation.bodyField("access_token").orElseThrow())).isFalse();
        });
  }

  @Test
  void tokenThatGitHubForgotCountsAsRevoked() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          Connection connection = connect(host);
          github.script(Endpoint.REVOKE, Fault.status(404));

          assertThat(delete(host, connection).revocation()).isEqualTo(Revocation.REVOKED);
        });
  }

  private static void run(Dialect dialect, BiConsumer<Host, SandboxService> test) {
    try (Sandbox sandbox = Sandbox.start()) {
      SandboxService github = sandbox.add(dialect);
      github.registerRedirectUri(CALLBACK + "/github");
      IntegrationProvider provider = sandbox.relocate(new GitHubProvider());
      try (Integrations integrations =
          Integrations.builder()
              .clock(SettableClock.at(Instant.parse("2026-11-23T12:00:00Z")))
              .withoutDiscovery()
              .unsafeAllowLoopbackHttp()
              .provider(provider)
              .callbackUrl(CALLBACK)
              .client("github", github.client())
              .build()) {
        test.accept(new Host(integrations, SandboxUser.at(sandbox)), github);
      }
    }
  }

  private static CallbackResult arrive(Host host) {
    Session session =
        host.integrations().sessions().create(SessionRequest.builder(WORKSPACE, "github").build());
    URI callback = host.user().approve(session.authorizeUrl().map(URI::create).orElseThrow());
    return host.integrations()
        .sessions()
        .completeCallback(CallbackRequest.ofQuery("github", callback.getRawQuery()));
  }

  private static Connection connect(Host host) {
    return host.integrations()
        .connections()
        .get(WORKSPACE, arrive(host).session().connectionId().orElseThrow());
  }

  private static DeletionReceipt delete(Host host, Connection connection) {
    return host.integrations()
        .connections()
        .delete(WORKSPACE, connection.id(), RevocationMode.AUTO);
  }

  private record Host(Integrations integrations, SandboxUser user) {}
}

package dev.patchbay.providers.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.testkit.sandbox.Dialect;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.GitHubDialect;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import dev.patchbay.testkit.sandbox.SandboxService;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GitHubTokenIT {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");

  @Test
  void personalAccessTokenBecomesAConnectionOfItsUser() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          Connection connection = create(host, token(github.issueKey(Scopes.of("repo"))));

          assertThat(connection.account().map(Account::id)).contains(github.account().id());
          assertThat(connection.account().flatMap(Account::displayName)).contains("Sandy Box");
          assertThat(connection.credentialKind()).isEqualTo(CredentialKind.ACCESS_TOKEN);
          assertThat(connection.grantedScopes()).isEqualTo(Scopes.of("repo"));
          assertThat(delete(host, connection)).isEqualTo(Revocation.NOT_SUPPORTED);
          assertThat(github.count(Endpoint.REVOKE)).isZero();
        });
  }

  @Test
  void personalAccessTokenIsTakenAsAnApiKeyToo() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          String pat = github.issueKey(Scopes.none());
          Connection asToken = create(host, token(pat));
          Connection asKey = create(host, key(pat));

          assertThat(asKey.id()).isEqualTo(asToken.id());
          assertThat(asKey.credentialKind()).isEqualTo(CredentialKind.API_KEY);
        });
  }

  @Test
  void tokenOfAnOAuthAppIsRevokedIfItsClientIsNamed() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          String gho = github.issueToken(Scopes.of("repo"));
          Connection connection = create(host, token(gho).clientId(github.client().clientId()));

          assertThat(delete(host, connection)).isEqualTo(Revocation.REVOKED);
          assertThat(github.isAlive(gho)).isFalse();
        });
  }

  @Test
  void emailsAreReadIfTheHostSaysThatTheTokenMay() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          github.signIn(
              SandboxAccount.builder("42", "ada").email("ada@example.test").emailHidden().build());
          Scopes scopes = Scopes.of("user:email");

          Connection connection = create(host, token(github.issueKey(scopes)).scopes(scopes));

          assertThat(connection.account().flatMap(Account::email)).contains("ada@example.test");
        });
  }

  @Test
  void emailsAreAskedForOnlyIfTheTokenMayAndTheProfileHidesThem() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          Scopes user = Scopes.of("user");
          create(host, token(github.issueKey(user)).scopes(user));
          assertThat(github.count(Endpoint.EMAILS)).isZero();

          github.signIn(
              SandboxAccount.builder("42", "ada").email("ada@example.test").emailHidden().build());
          create(host, token(github.issueKey(Scopes.none())));
          assertThat(github.count(Endpoint.EMAILS)).isZero();

          assertThat(create(host, token(github.issueKey(user)).scopes(user)).account())
              .get()
              .extracting(account -> account.email().orElseThrow())
              .isEqualTo("ada@example.test");
        });
  }

  @Test
  void emailIsThePrimaryOneAndOnlyIfItIsVerified() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          Scopes user = Scopes.of("user");
          github.signIn(SandboxAccount.builder("42", "ada").emailHidden().build());
          github.script(
              Endpoint.EMAILS,
              Fault.json(
                  200,
                  "[{\"email\":\"a@x.test\",\"primary\":false,\"verified\":true},"
                      + "{\"email\":\"b@x.test\",\"primary\":true,\"verified\":true}]"),
              Fault.json(200, "[{\"email\":\"c@x.test\",\"primary\":true,\"verified\":false}]"));

          assertThat(create(host, token(github.issueKey(user)).scopes(user)).account())
              .get()
              .extracting(account -> account.email().orElseThrow())
              .isEqualTo("b@x.test");
          assertThat(
                  create(host, token(github.issueKey(user)).scopes(user))
                      .account()
                      .flatMap(Account::email))
              .isEmpty();
        });
  }

  @Test
  void userTokenOfAGitHubAppComesWithItsRefreshToken() {
    run(
        GitHubDialect.gitHubApp(),
        (host, github) -> {
          SandboxGrant grant = github.issueGrant(Scopes.none());
          assertThat(grant.accessToken()).startsWith("ghu_");

          Connection connection =
              create(
                  host,
                  token(grant.accessToken())
                      .refreshToken(Secret.of(grant.refreshToken().orElseThrow())));

          assertThat(connection.account()).isPresent();
          assertThat(delete(host, connection)).isEqualTo(Revocation.REVOKED);
        });
  }

  static Stream<Arguments> wrongKinds() {
    ConnectionRequest.Builder personal = token("ghp_fake").refreshToken(Secret.of("ghr_fake"));
    return Stream.of(
        arguments(token("ghr_fake"), "accessToken", "a refresh token", "as 'refreshToken'"),
        arguments(key("ghr_fake"), "apiKey", "a refresh token", "as 'refreshToken'"),
        arguments(token("ghs_fake"), "accessToken", "lives for an hour", "personal access token"),
        arguments(key("ghs_1_fake.a.b"), "apiKey", "installation token", "connect by OAuth"),
        arguments(
            token("ghu_fake").refreshToken(Secret.of("ghu_fake")),
            "refreshToken",
            "an access token",
            "as 'accessToken'"),
        arguments(
            token("ghu_fake").refreshToken(Secret.of("ghp_fake")),
            "refreshToken",
            "an access token",
            "as 'accessToken'"),
        arguments(
            token("ghu_fake").refreshToken(Secret.of("github_pat_fake")),
            "refreshToken",
            "an access token",
            "as 'accessToken'"),
        arguments(
            token("ghu_fake").refreshToken(Secret.of("gho_fake")),
            "refreshToken",
            "an access token",
            "as 'accessToken'"),
        arguments(
            token("ghu_fake").refreshToken(Secret.of("ghs_fake")),
            "refreshToken",
            "installation token",
            "connect by OAuth"),
        arguments(personal, "refreshToken", "'ghp_..' that is never refreshed", "leave it out"),
        arguments(
            token("github_pat_fake").refreshToken(Secret.of("ghr_fake")),
            "refreshToken",
            "'github_pat_..' that is never refreshed",
            "leave it out"),
        arguments(
            token("gho_fake").refreshToken(Secret.of("ghr_fake")),
            "refreshToken",
            "'gho_..' that is never refreshed",
            "leave it out"));
  }

  @ParameterizedTest
  @MethodSource("wrongKinds")
  void wrongKindIsRefusedBeforeAnyRequestWithReasonAndFix(
      ConnectionRequest.Builder request, String field, String reason, String fix) {
    run(
        GitHubDialect.gitHubApp(),
        (host, github) -> {
          assertThatThrownBy(() -> create(host, request))
              .isInstanceOfSatisfying(
                  InvalidRequestException.class,
                  refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_WRONG_KIND);
                    assertThat(refused.detail().field()).contains(field);
                  })
              .hasMessageContaining(reason)
              .hasMessageContaining(fix)
              .hasMessageNotContaining("_fake");
          assertThat(github.count(Endpoint.IDENTITY)).isZero();
          assertThat(connections(host)).isEmpty();
        });
  }

  @Test
  void refreshTokenAloneLacksItsAccessToken() {
    run(
        GitHubDialect.gitHubApp(),
        (host, github) ->
            assertThatThrownBy(
                    () ->
                        create(
                            host,
                            ConnectionRequest.builder("github")
                                .refreshToken(Secret.of("ghr_fake"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("a refresh token alone")
                .hasMessageContaining("the access token that came with it"));
  }

  @Test
  void deadTokenIsRefusedInGitHubsWords() {
    run(
        GitHubDialect.oauthApp(),
        (host, github) -> {
          String pat = github.issueKey(Scopes.none());
          github.revoke(pat);

          assertThatThrownBy(() -> create(host, token(pat)))
              .isInstanceOfSatisfying(
                  InvalidRequestException.class,
                  refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_REJECTED);
                    assertThat(refused.serviceDescription()).contains("Bad credentials");
                  });
        });
  }

  private static void run(Dialect dialect, BiConsumer<Integrations, SandboxService> test) {
    try (Sandbox sandbox = Sandbox.start()) {
      SandboxService github = sandbox.add(dialect);
      try (Integrations integrations =
          Integrations.builder()
              .withoutDiscovery()
              .unsafeAllowLoopbackHttp()
              .provider(sandbox.relocate(new GitHubProvider()))
              .callbackUrl("https://host.example/oauth/callback")
              .client("github", github.client())
              .build()) {
        test.accept(integrations, github);
      }
    }
  }

  private static ConnectionRequest.Builder token(String token) {
    return ConnectionRequest.builder("github").accessToken(Secret.of(token));
  }

  private static ConnectionRequest.Builder key(String key) {
    return ConnectionRequest.builder("github").apiKey(Secret.of(key));
  }

  private static Connection create(Integrations host, ConnectionRequest.Builder request) {
    return host.connections().create(WORKSPACE, request.build());
  }

  private static List<Connection> connections(Integrations host) {
    return host.connections().list(WORKSPACE, ConnectionFilter.all()).connections();
  }

  private static Revocation delete(Integrations host, Connection connection) {
    return host.connections().delete(WORKSPACE, connection.id(), RevocationMode.AUTO).revocation();
  }
}

package dev.patchbay.providers.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.model.Account;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.GitHubDialect;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GitHub Enterprise Server, and GitHub Enterprise Cloud with data residency. */
class GitHubOwnHostIT {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  private static final String CALLBACK = "https://host.example/oauth/callback";

  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ghe.example.com, https://ghe.example.com/api/v3",
    "octo.ghe.com,    https://api.octo.ghe.com"
  })
  void everythingGoesToTheHostThatWasNamed(String host, String api) {
    SandboxService github = serve(host);
    try (Integrations integrations = integrations(github, host)) {
      Connection connection = connect(integrations, host);

      assertThat(connection.account().map(Account::id)).contains(github.account().id());
      assertThat(connection.variables()).containsEntry("host", host);
      assertThat(github.requests(Endpoint.TOKEN))
          .extracting(request -> request.url().toString())
          .containsExactly("https://" + host + "/login/oauth/access_token");
      assertThat(github.requests(Endpoint.IDENTITY))
          .extracting(request -> request.url().toString())
          .containsExactly(api + "/user");
      assertThat(
              integrations
                  .connections()
                  .delete(WORKSPACE, connection.id(), RevocationMode.AUTO)
                  .revocation())
          .isEqualTo(Revocation.REVOKED);
      assertThat(github.requests(Endpoint.REVOKE).get(0).url().toString()).startsWith(api);
    }
  }

  @Test
  void tokenIsShownToItsOwnHostOnly() {
    String host = "ghe.example.com";
    SandboxService github = serve(host);
    try (Integrations integrations = integrations(github, host)) {
      Connection connection =
          integrations
              .connections()
              .create(
                  WORKSPACE,
                  ConnectionRequest.builder("github")
                      .accessToken(Secret.of(github.issueKey(Scopes.of("repo"))))
                      .variable("host", host)
                      .build());

      assertThat(connection.account()).isPresent();
      assertThat(connection.variables()).containsEntry("host", host);
    }
  }

  @Test
  void hostThatNobodyAllowedIsRefused() {
    SandboxService github = serve("ghe.example.com");
    try (Integrations integrations = integrations(github, "ghe.example.com")) {
      assertThatThrownBy(() -> begin(integrations, "evil.example.com"))
          .isInstanceOfSatisfying(
              IntegrationException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.HOST_NOT_ALLOWED));
    }
  }

  private SandboxService serve(String host) {
    SandboxService github = sandbox.add(GitHubDialect.oauthApp().at(host));
    github.registerRedirectUri(CALLBACK + "/github");
    return github;
  }

  private Integrations integrations(SandboxService github, String trusted) {
    OAuthClient ours = OAuthClient.builder("Ov23cloud").clientSecret(Secret.of("CNRY-c")).build();
    return Integrations.builder()
        .withoutDiscovery()
        .unsafeAllowLoopbackHttp()
        .provider(sandbox.relocate(new GitHubProvider()))
        .callbackUrl(CALLBACK)
        .client("github", ours)
        .trustHost("github", trusted)
        .clientSource(
            lookup ->
                trusted.equals(lookup.variables().get("host"))
                    ? Optional.of(github.client().toBuilder().host(trusted).build())
                    : Optional.empty())
        .build();
  }

  private Connection connect(Integrations integrations, String host) {
    Session session = begin(integrations, host);
    URI callback =
        SandboxUser.at(sandbox).approve(session.authorizeUrl().map(URI::create).orElseThrow());
    Session ended =
        integrations
            .sessions()
            .completeCallback(CallbackRequest.ofQuery("github", callback.getRawQuery()))
            .session();
    return integrations.connections().get(WORKSPACE, ended.connectionId().orElseThrow());
  }

  private static Session begin(Integrations integrations, String host) {
    return integrations
        .sessions()
        .create(SessionRequest.builder(WORKSPACE, "github").variable("host", host).build());
  }
}

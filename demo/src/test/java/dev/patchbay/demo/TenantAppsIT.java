package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.providers.github.GitHubProvider;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantAppsIT {
  private static final String CALLBACK = "https://host.example/oauth/callback";
  private static final WorkspaceId ONE = WorkspaceId.of("ws_1");
  private static final WorkspaceId TWO = WorkspaceId.of("ws_2");

  private final Map<WorkspaceId, List<OAuthClient>> apps = new ConcurrentHashMap<>();
  private final Sandbox sandbox = Sandbox.start();
  private final IntegrationProvider provider = sandbox.relocate(new GitHubProvider());
  private final SandboxService github = sandbox.service("github");
  private final OAuthClient ourApp = github.client();
  private final OAuthClient appOfOne = github.createClient();
  private final Integrations integrations = integrations();

  @AfterEach
  void close() {
    integrations.close();
    sandbox.close();
  }

  @Test
  void eachTenantConnectsWithTheAppThatItBrings() {
    OAuthClient appOfTwo = github.createClient();
    apps.put(ONE, List.of(appOfOne));
    apps.put(TWO, List.of(appOfTwo));

    connect(ONE);
    connect(TWO);

    assertThat(clientsSeen(Endpoint.AUTHORIZE))
        .contains(appOfOne.clientId(), appOfTwo.clientId())
        .doesNotContain(ourApp.clientId());
    assertThat(github.requests(Endpoint.TOKEN))
        .extracting(request -> request.bodyField("client_id").orElseThrow())
        .containsExactly(appOfOne.clientId(), appOfTwo.clientId());
  }

  @Test
  void tenantWithoutAnAppConnectsWithOurs() {
    apps.put(ONE, List.of(appOfOne));

    connect(TWO);

    assertThat(clientsSeen(Endpoint.AUTHORIZE)).containsOnly(ourApp.clientId());
  }

  @Test
  void connectionOfAnAppThatWasReplacedIsRevokedByThatApp() {
    apps.put(ONE, List.of(appOfOne));
    ConnectionId old = connect(ONE);
    apps.put(ONE, List.of(github.createClient(), appOfOne));

    Revocation revocation =
        integrations.connections().delete(ONE, old, RevocationMode.AUTO).revocation();

    assertThat(revocation).isEqualTo(Revocation.REVOKED);
    assertThat(github.requests(Endpoint.REVOKE))
        .extracting(request -> request.url().getPath())
        .allMatch(path -> path.contains("/" + appOfOne.clientId() + "/"));
  }

  @Test
  void grantOfAnAppThatIsGoneIsLeftAlone() {
    apps.put(ONE, List.of(appOfOne));
    ConnectionId old = connect(ONE);
    apps.put(ONE, List.of(github.createClient()));

    Revocation revocation =
        integrations.connections().delete(ONE, old, RevocationMode.AUTO).revocation();

    assertThat(revocation).isEqualTo(Revocation.FAILED);
    assertThat(github.count(Endpoint.REVOKE)).isZero();
  }

  private Integrations integrations() {
    github.registerRedirectUri(CALLBACK + "/github");
    return TenantApps.configure(
            Integrations.builder()
                .withoutDiscovery()
                .unsafeAllowLoopbackHttp()
                .provider(provider)
                .callbackUrl(CALLBACK),
            ourApp,
            (workspace, integrationType) -> apps.getOrDefault(workspace, List.of()))
        .build();
  }

  private ConnectionId connect(WorkspaceId workspace) {
    Session session =
        integrations.sessions().create(SessionRequest.builder(workspace, "github").build());
    URI callback =
        SandboxUser.at(sandbox).approve(session.authorizeUrl().map(URI::create).orElseThrow());
    return integrations
        .sessions()
        .completeCallback(CallbackRequest.ofQuery("github", callback.getRawQuery()))
        .session()
        .connectionId()
        .orElseThrow();
  }

  private List<String> clientsSeen(Endpoint endpoint) {
    return github.requests(endpoint).stream()
        .flatMap(request -> request.queryParameter("client_id").stream())
        .toList();
  }
}

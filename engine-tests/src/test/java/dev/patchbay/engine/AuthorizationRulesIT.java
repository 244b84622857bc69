package dev.patchbay.engine;

import static dev.patchbay.engine.TestHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationRulesIT {
  private static final int SESSIONS = 10_000;
  private static final OAuthClient TENANT =
      OAuthClient.builder("tenant").clientSecret(Secret.of("CNRY-tenant")).build();

  @Test
  void everySessionHasValuesOfItsOwnAndAProofKey() {
    Set<String> seen = new HashSet<>();
    try (TestHost host = TestHost.start()) {
      for (int i = 0; i < SESSIONS; i++) {
        Session session = host.begin();
        String query = session.authorizeUrl().map(URI::create).orElseThrow().getRawQuery();
        Map<String, String> parameters = Queries.parse(query);
        assertThat(query.split("&", -1)).hasSize(parameters.size());
        assertThat(parameters)
            .containsEntry("code_challenge_method", "S256")
            .containsEntry("response_type", "code")
            .containsEntry("scope", "read write");
        assertThat(parameters.get("code_challenge")).hasSize(43);
        assertThat(seen.add(parameters.getOrDefault("state", ""))).isTrue();
        assertThat(seen.add(parameters.get("code_challenge"))).isTrue();
        assertThat(seen.add(session.id().value().substring("sess_".length()))).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://host.example",
        "https://host.example/",
        "https://host.example:443/cb",
        "https://host.example:8443/cb/",
        "https://HOST.example/cb",
        "https://host.example/a%20b/cb",
        "https://host.example/a%2Fb",
        "https://xn--bcher-kva.example/cb",
        "https://host.example/cb;v=1",
        "https://host.example/~cb/.x"
      })
  void redirectUriIsSentByteEqualInBothLegs(String base) {
    try (Sandbox sandbox = Sandbox.start()) {
      IntegrationProvider provider = sandbox.relocate(new AcmeProvider());
      SandboxService service = sandbox.service(AcmeProvider.ID);
      String expected = base + (base.endsWith("/") ? "" : "/") + AcmeProvider.ID;
      service.registerRedirectUri(expected);
      try (Integrations integrations = build(base, provider, service)) {
        Session session = integrations.sessions().create(TestHost.request().build());
        URI callback =
            SandboxUser.at(sandbox).approve(session.authorizeUrl().map(URI::create).orElseThrow());
        integrations
            .sessions()
            .completeCallback(CallbackRequest.ofQuery(AcmeProvider.ID, callback.getRawQuery()));

        RecordedRequest token = service.requests(Endpoint.TOKEN).get(0);
        assertThat(token.bodyField("redirect_uri")).contains(expected);
        assertThat(service.requests(Endpoint.AUTHORIZE).get(0).queryParameter("redirect_uri"))
            .contains(expected);
        assertThat(integrations.sessions().get(WORKSPACE, session.id()).status())
            .isEqualTo(SessionStatus.COMPLETE);
      }
    }
  }

  @Test
  void stateOfOneIntegrationIsRefusedAtTheCallbackOfAnother() {
    try (Sandbox sandbox = Sandbox.start()) {
      IntegrationProvider acme = sandbox.relocate(new AcmeProvider());
      IntegrationProvider other = sandbox.relocate(new Renamed());
      SandboxService service = sandbox.service(AcmeProvider.ID);
      service.registerRedirectUri(TestHost.CALLBACK_URL + "/" + AcmeProvider.ID);
      try (Integrations integrations =
          Integrations.builder()
              .withoutDiscovery()
              .unsafeAllowLoopbackHttp()
              .provider(acme)
              .provider(other)
              .callbackUrl(TestHost.CALLBACK_URL)
              .client(AcmeProvider.ID, service.client())
              .build()) {
        Session session = integrations.sessions().create(TestHost.request().build());
        URI callback =
            SandboxUser.at(sandbox).approve(session.authorizeUrl().map(URI::create).orElseThrow());

        assertThatThrownBy(
                () ->
                    integrations
                        .sessions()
                        .completeCallback(
                            CallbackRequest.ofQuery(Renamed.ID, callback.getRawQuery())))
            .isInstanceOfSatisfying(
                InvalidRequestException.class,
                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INTEGRATION_MISMATCH));
        assertThat(service.count(Endpoint.TOKEN)).isZero();
        assertThat(integrations.sessions().get(WORKSPACE, session.id()).status())
            .isEqualTo(SessionStatus.PENDING);
      }
    }
  }

  @Test
  void tenantBringsItsOwnClientAndOthersGetTheOperators() {
    WorkspaceId tenant = WorkspaceId.of("ws_tenant");
    try (TestHost host =
        TestHost.start(
            builder ->
                builder.clientSource(
                    lookup ->
                        lookup.workspaceId().equals(tenant)
                            ? Optional.of(TENANT)
                            : Optional.empty()))) {
      Session own = host.begin(SessionRequest.builder(tenant, AcmeProvider.ID).build());
      Session shared = host.begin();

      assertThat(clientId(own)).isEqualTo("tenant");
      assertThat(clientId(shared)).isEqualTo(host.service.client().clientId());
    }
  }

  @Test
  void clientThatIsNotCompleteBeginsNoSession() {
    OAuthClient secretless = OAuthClient.builder("tenant").build();
    try (TestHost host =
        TestHost.start(builder -> builder.clientSource(lookup -> Optional.of(secretless)))) {
      assertThatThrownBy(host::begin).hasMessageContaining("has no client secret");
    }
  }

  @Test
  void clientSourceThatThrowsIsToldWithoutItsMessage() {
    try (TestHost host =
        TestHost.start(
            builder ->
                builder.clientSource(
                    lookup -> {
                      throw new IllegalStateException("CNRY-source");
                    }))) {
      assertThatThrownBy(host::begin)
          .hasMessageContaining("java.lang.IllegalStateException")
          .hasMessageNotContaining("CNRY")
          .hasNoCause();
    }
  }

  private static String clientId(Session session) {
    return Queries.parse(session.authorizeUrl().map(URI::create).orElseThrow().getRawQuery())
        .getOrDefault("client_id", "");
  }

  private static Integrations build(
      String base, IntegrationProvider provider, SandboxService service) {
    return Integrations.builder()
        .withoutDiscovery()
        .unsafeAllowLoopbackHttp()
        .provider(provider)
        .callbackUrl(base)
        .client(AcmeProvider.ID, service.client())
        .build();
  }

  /** The same service under another id. */
  private static final class Renamed implements IntegrationProvider {
    private static final String ID = "acme-two";

    @Override
    public IntegrationDefinition definition() {
      IntegrationDefinition acme = new AcmeProvider().definition();
      IntegrationDefinition.Builder renamed = IntegrationDefinition.builder(ID, "Acme Two");
      List.copyOf(acme.auth()).forEach(renamed::auth);
      return renamed.build();
    }
  }
}

package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import dev.patchbay.testkit.sandbox.StandardDialect;
import dev.patchbay.web.host.AcmeProvider;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.host.PendingSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two integrations whose redirect URI is the same one, without an id at its end. */
class BareCallbacksIT {
  private static final String OTHER = "other";
  private static final String BARE = "/oauth/callback";

  private final Sandbox sandbox = Sandbox.start();
  private final AcmeProvider provider = new AcmeProvider(OTHER, "Other");
  private final SandboxService other = sandbox.add(StandardDialect.of(provider.definition()));

  @AfterEach
  void close() {
    sandbox.close();
  }

  @ParameterizedTest
  @EnumSource
  void sessionOfEitherIsFinishedAtItsOwnService(Container container) throws Exception {
    try (Host host = start(container)) {
      PendingSession second = begin(host, OTHER);
      PendingSession first = begin(host, Host.ACME);

      HttpResponse<String> page = second.arrive(approve(second));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("Other is connected");
      assertThat(second.status()).isEqualTo(SessionStatus.COMPLETE);
      assertThat(first.status()).isEqualTo(SessionStatus.PENDING);
      assertThat(host.service.count(Endpoint.TOKEN)).isZero();
      assertThat(other.count(Endpoint.TOKEN)).isEqualTo(1);

      assertThat(first.finish().body()).contains("Acme is connected");
      assertThat(first.status()).isEqualTo(SessionStatus.COMPLETE);
      assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(1);
      assertThat(other.count(Endpoint.TOKEN)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void outcomeOfTheSecondIsShownAgainAndADenialIsOne(Container container) throws Exception {
    try (Host host = start(container)) {
      PendingSession denied = begin(host, OTHER);
      URI denial = SandboxUser.at(sandbox).deny(denied.authorizeUrl());
      PendingSession approved = begin(host, OTHER);
      URI approval = approve(approved);

      for (int arrival = 0; arrival < 2; arrival++) {
        assertThat(denied.arrive(denial).body()).contains("Nothing was connected");
        assertThat(approved.arrive(approval).body()).contains("Other is connected");
      }
      assertThat(denied.status()).isEqualTo(SessionStatus.DENIED);
      assertThat(other.count(Endpoint.TOKEN)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sessionOfNeitherIsRefusedAndSoIsThePlaceOfAnId(Container container) throws Exception {
    try (Host host = start(container)) {
      PendingSession session = begin(host, OTHER);
      URI approval = approve(session);
      URI byId = URI.create(approval.toString().replace("?", "/" + OTHER + "?"));
      URI byOtherId = URI.create(approval.toString().replace("?", "/" + Host.ACME + "?"));

      URI nobodys = host.client.url(BARE + "?state=unknown&code=x");
      assertThat(session.arrive(nobodys).statusCode()).isEqualTo(400);
      assertThat(session.arrive(byOtherId).statusCode()).isEqualTo(400);
      assertThat(session.status()).isEqualTo(SessionStatus.PENDING);
      assertThat(session.arrive(byId).statusCode()).isEqualTo(200);
      assertThat(session.status()).isEqualTo(SessionStatus.COMPLETE);
    }
  }

  private Host start(Container container) throws Exception {
    Host host =
        Host.start(
            HostSettings.in(container)
                .withRegistry(
                    registry ->
                        registry
                            .provider(sandbox.relocate(provider))
                            .client(OTHER, other.client())
                            .bareCallback(Host.ACME, OTHER))
                .withServlet(servlet -> servlet.bareCallback(Host.ACME, OTHER)));
    other.registerRedirectUri(host.client.url(BARE).toString());
    return host;
  }

  private static PendingSession begin(Host host, String integrationType) throws IOException {
    String body = "{\"integration_type\":\"" + integrationType + "\",\"workspace_id\":\"ws_ours\"}";
    return PendingSession.of(
        host, host.client.post(PendingSession.SESSIONS, host.organisation, body));
  }

  private URI approve(PendingSession session) {
    return SandboxUser.at(sandbox).approve(session.authorizeUrl());
  }
}

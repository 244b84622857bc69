package dev.patchbay.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.BodyFormat;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevocationReach;
import dev.patchbay.spi.definition.UrlTemplate;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandardRevocationIT {
  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void endsTheTokenAndAnswersUnknownTokensWithSuccess() {
    Flow flow = flow(RevocationCall.builder("POST", UrlTemplate.of(Acme.REVOKE)).build());
    String token = service().issueToken(Scopes.none());
    String other = service().issueToken(Scopes.none());

    assertThat(post(flow, token)).isEqualTo(200);
    assertThat(service().isAlive(token)).isFalse();
    assertThat(service().isAlive(other)).isTrue();
    assertThat(post(flow, "FAKE")).isEqualTo(200);
  }

  @Test
  void endsBothTokensOfAGrantByTheRefreshToken() {
    Flow flow = flow(RevocationCall.builder("POST", UrlTemplate.of(Acme.REVOKE)).build());
    var grant = flow.token(flow.exchange(flow.newCode()));

    assertThat(post(flow, Flow.text(grant, "refresh_token"))).isEqualTo(200);
    assertThat(service().isAlive(Flow.text(grant, "access_token"))).isFalse();
  }

  @Test
  void refusesClientsThatDoNotProveThemselves() {
    Flow flow = flow(RevocationCall.builder("POST", UrlTemplate.of(Acme.REVOKE)).build());
    String token = service().issueToken(Scopes.none());
    Map<String, String> form = Map.of("token", token, "client_id", service().client().clientId());

    assertThat(flow.send(flow.form(Acme.REVOKE, form)).statusCode()).isEqualTo(401);
    assertThat(service().isAlive(token)).isTrue();
  }

  @Test
  void endsNothingThatIsNotTheClients() {
    Flow flow = flow(RevocationCall.builder("POST", UrlTemplate.of(Acme.REVOKE)).build());
    String token = service().issueToken(Scopes.none());
    String key = service().issueKey(Scopes.none());
    OAuthClient other = service().createClient();

    assertThat(flow.send(flow.form(Acme.REVOKE, form(other, token))).statusCode()).isEqualTo(200);
    assertThat(post(flow, key)).isEqualTo(200);
    assertThat(service().isAlive(token)).isTrue();
    assertThat(service().isAlive(key)).isTrue();
  }

  @Test
  void endsEveryGrantOfUserAndClientWhereTheReachIsThatWide() {
    Flow flow =
        flow(
            RevocationCall.builder("POST", UrlTemplate.of(Acme.REVOKE))
                .reach(RevocationReach.USER_AND_CLIENT)
                .build());
    String token = service().issueToken(Scopes.none());
    String sibling = service().issueToken(Scopes.none());
    service().signIn(SandboxAccount.builder("2", "other").build());
    String stranger = service().issueToken(Scopes.none());

    assertThat(post(flow, token)).isEqualTo(200);
    assertThat(service().isAlive(sibling)).isFalse();
    assertThat(service().isAlive(stranger)).isTrue();
  }

  @Test
  void followsMethodUrlFormatFieldHeaderAndGoneStatusOfTheCall() {
    String url = "https://api.acme.example/apps/{client_id}/token";
    Flow flow =
        flow(
            RevocationCall.builder("DELETE", UrlTemplate.of(url))
                .clientAuthentication(ClientAuthentication.BASIC)
                .bodyFormat(BodyFormat.JSON)
                .tokenField("access_token")
                .header("Acme-Version", "3")
                .goneStatuses(404)
                .build());
    String token = service().issueToken(Scopes.none());
    String here = url.replace("{client_id}", service().client().clientId());

    assertThat(delete(flow, here, token)).isEqualTo(200);
    assertThat(delete(flow, here, token)).isEqualTo(404);
    assertThat(delete(flow, url.replace("{client_id}", "other"), token)).isEqualTo(401);
    assertThat(flow.send(flow.json("DELETE", here, Map.of())).statusCode()).isEqualTo(400);
  }

  private SandboxService service() {
    return sandbox.service("acme");
  }

  private Flow flow(RevocationCall call) {
    return Acme.flow(
        sandbox,
        sandbox.add(
            StandardDialect.of(Acme.builder(UnaryOperator.identity()).revocation(call).build())));
  }

  private int post(Flow flow, String token) {
    Map<String, String> form = form(service().client(), token);
    return flow.send(flow.form(Acme.REVOKE, form)).statusCode();
  }

  private static Map<String, String> form(OAuthClient client, String token) {
    return Map.of(
        "token",
        token,
        "client_id",
        client.clientId(),
        "client_secret",
        client.clientSecret().orElseThrow().reveal());
  }

  private int delete(Flow flow, String url, String token) {
    OAuthClient client = service().client();
    String secret = FormFields.encode(client.clientSecret().orElseThrow().reveal());
    return flow.send(
            flow.json(
                "DELETE",
                url,
                Map.of("access_token", token),
                "Acme-Version",
                "3",
                "Authorization",
                Flow.basic(client.clientId(), secret)))
        .statusCode();
  }
}

package dev.patchbay.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DialectDefaultsIT {
  private static final String BASE = "https://bare.example/";

  private final Sandbox sandbox = Sandbox.start();
  private final SandboxService bare = sandbox.add(new Bare());
  private final Flow flow = new Flow(sandbox, bare, BASE, BASE);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answers404WhereTheServiceHasNoSuchEndpoint() {
    assertThat(flow.get(BASE + Endpoint.KEY_IDENTITY).statusCode()).isEqualTo(404);
    assertThat(flow.get(BASE + Endpoint.USERINFO).statusCode()).isEqualTo(404);
    assertThat(flow.get(BASE + Endpoint.EMAILS).statusCode()).isEqualTo(404);
    assertThat(bare.count(Endpoint.KEY_IDENTITY)).isEqualTo(1);
  }

  @Test
  void revokesTokensOfTheClientOnly() {
    OAuthClient other = bare.createClient();
    String token = bare.issueToken(Scopes.none());
    String key = bare.issueKey(Scopes.none());

    assertThat(revoke(other, token)).isEqualTo(200);
    assertThat(revoke(bare.client(), key)).isEqualTo(200);
    assertThat(bare.isAlive(token)).isTrue();
    assertThat(bare.isAlive(key)).isTrue();

    assertThat(revoke(bare.client(), token)).isEqualTo(200);
    assertThat(bare.isAlive(token)).isFalse();
  }

  private int revoke(OAuthClient client, String token) {
    Map<String, String> form =
        Map.of(
            "token",
            token,
            "client_id",
            client.clientId(),
            "client_secret",
            client.clientSecret().orElseThrow().reveal());
    return flow.send(flow.form(BASE + Endpoint.REVOKE, form)).statusCode();
  }

  /** A service that overrides nothing, with a URL for each endpoint. */
  private static final class Bare implements Dialect {
    @Override
    public String integrationType() {
      return "bare";
    }

    @Override
    public String displayName() {
      return "Bare";
    }

    @Override
    public Optional<Endpoint> findEndpoint(RecordedRequest request) {
      return Optional.of(Endpoint.valueOf(request.url().getPath().substring(1)));
    }

    @Override
    public SandboxReply identity(RecordedRequest request, Ledger ledger) {
      return SandboxReply.empty(204);
    }
  }
}

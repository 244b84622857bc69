package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.net.URI;
import org.junit.jupiter.api.Test;

class EchoedSecretIT {
  private static final OAuthClient CLIENT =
      OAuthClient.builder("id").clientSecret(Secret.of("s3cret")).build();

  /** Both are too short to be taken for secrets by their length. */
  @Test
  void codeAndClientSecretThatTheServiceEchoesAreTakenOutHoweverShort() {
    try (TestHost host = TestHost.start(builder -> builder.client(AcmeProvider.ID, CLIENT))) {
      Session session = host.begin();
      String state =
          Queries.parse(session.authorizeUrl().map(URI::create).orElseThrow().getRawQuery())
              .getOrDefault("state", "");
      host.service.script(
          Endpoint.TOKEN,
          Fault.json(400, "{\"error\":\"c0de\",\"error_description\":\"no c0de for s3cret\"}"));

      SessionFailure failure =
          host.callback("code=c0de&state=" + state).session().failure().orElseThrow();

      assertThat(failure.serviceError()).contains("[redacted]");
      assertThat(failure.serviceDescription()).contains("no [redacted] for [redacted]");
    }
  }
}

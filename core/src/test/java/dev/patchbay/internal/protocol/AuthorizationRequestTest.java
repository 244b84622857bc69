package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.UrlTemplate;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorizationRequestTest {
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private static final OAuth2 OAUTH2 =
      OAuth2.builder(
              UrlTemplate.of("https://{region}.acme.example/authorize"),
              UrlTemplate.of("https://acme.example/token"))
          .parameter("owner", "user")
          .scopeSeparator(",")
          .build();

  @Test
  void urlHoldsEachParameterOnce() {
    AuthorizationRequest request =
        new AuthorizationRequest(
            "client 1",
            "https://host.example/cb?x",
            "state-1",
            Scopes.of("a", "b:c"),
            Map.of("region", "eu"),
            Map.of("login_hint", "a+b@example.test"),
            CHALLENGE);

    assertThat(request.toUrl(OAUTH2))
        .isEqualTo(
            "https://eu.acme.example/authorize?owner=user&login_hint=a%2Bb%40example.test"
                + "&response_type=code&client_id=client+1"
                + "&redirect_uri=https%3A%2F%2Fhost.example%2Fcb%3Fx&scope=a%2Cb%3Ac"
                + "&state=state-1&code_challenge="
                + CHALLENGE
                + "&code_challenge_method=S256");
  }

  @Test
  void serviceWithoutProofKeyAndScopesGetsNeither() {
    AuthorizationRequest request =
        new AuthorizationRequest(
            "client",
            "https://host.example/cb",
            "state-1",
            Scopes.none(),
            Map.of("region", "us"),
            Map.of(),
            null);

    assertThat(URI.create(request.toUrl(OAUTH2)).getRawQuery())
        .doesNotContain("code_challenge")
        .doesNotContain("scope=");
  }

  /** The verifier and challenge of RFC 7636, appendix B. */
  @Test
  void challengeIsTheOneOfTheStandard() {
    assertThat(Sha256.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).isEqualTo(CHALLENGE);
  }
}

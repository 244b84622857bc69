package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.ApiRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.ClientAuthentication;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientAuthenticatorTest {
  private static final OAuthClient OPEN = OAuthClient.builder("a:b").build();
  private static final OAuthClient SECRET =
      OAuthClient.builder("a:b").clientSecret(Secret.of("c:d")).build();

  private final ApiRequest.Builder request =
      ApiRequest.builder("POST", URI.create("https://plain.example/token"));
  private final Map<String, String> body = new LinkedHashMap<>();

  /** Else the secret could not be told from the id. */
  @Test
  void basicEncodesBothHalvesAndPutsNothingInTheBody() {
    authenticate(ClientAuthentication.BASIC, SECRET);

    String pair =
        Base64.getEncoder().encodeToString("a%3Ab:c%3Ad".getBytes(StandardCharsets.UTF_8));
    assertThat(request.build().headers()).containsEntry("Authorization", "Basic " + pair);
    assertThat(body).isEmpty();
  }

  @Test
  void basicCanLeaveBothHalvesAsTheyAre() {
    authenticate(
        ClientAuthentication.BASIC_UNENCODED,
        OAuthClient.builder("a").clientSecret(Secret.of("c:%+\u00e9 ")).build());

    String pair =
        Base64.getEncoder().encodeToString("a:c:%+\u00e9 ".getBytes(StandardCharsets.UTF_8));
    assertThat(request.build().headers()).containsEntry("Authorization", "Basic " + pair);
    assertThat(body).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"POST", "POST_OR_NONE"})
  void postPutsBothInTheBody(ClientAuthentication way) {
    authenticate(way, SECRET);

    assertThat(body).containsOnly(Map.entry("client_id", "a:b"), Map.entry("client_secret", "c:d"));
    assertThat(request.build().headers()).isEmpty();
  }

  /** Some services refuse an empty secret of a public client. */
  @Test
  void clientWithoutASecretNamesItselfOnly() {
    authenticate(ClientAuthentication.POST_OR_NONE, OPEN);

    assertThat(body).containsExactly(Map.entry("client_id", "a:b"));
  }

  @Test
  void noneSendsNoSecretEvenIfThereIsOne() {
    authenticate(ClientAuthentication.NONE, SECRET);

    assertThat(body).containsExactly(Map.entry("client_id", "a:b"));
    assertThat(request.build().headers()).isEmpty();
  }

  private void authenticate(ClientAuthentication way, OAuthClient client) {
    ClientAuthenticator.authenticate(way, client, request, body);
  }
}

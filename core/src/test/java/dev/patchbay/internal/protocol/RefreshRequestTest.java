package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.http.ApiRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.BodyFormat;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.UrlTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefreshRequestTest {
  private static final OAuthClient CLIENT =
      OAuthClient.builder("client").clientSecret(Secret.of("CNRY-s")).build();
  private static final OAuth2.Builder PLAIN =
      OAuth2.builder(
          UrlTemplate.of("https://{region}.plain.example/authorize"),
          UrlTemplate.of("https://{region}.plain.example/token"));

  @Test
  void sendsTheRefreshTokenAndTheClientInAForm() {
    ApiRequest request = request(PLAIN.build());

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri()).hasToString("https://eu.plain.example/token");
    assertThat(request.headers()).containsEntry("Accept", "application/json");
    assertThat(body(request))
        .isEqualTo(
            "grant_type=refresh_token&refresh_token=CNRY-r%2F1"
                + "&client_id=client&client_secret=CNRY-s");
  }

  @Test
  void speaksAsTheDefinitionSays() {
    ApiRequest request =
        request(
            PLAIN.build().toBuilder()
                .bodyFormat(BodyFormat.JSON)
                .clientAuthentication(ClientAuthentication.BASIC)
                .tokenHeader("Plain-Version", "2")
                .build());

    assertThat(request.headers()).containsEntry("Plain-Version", "2").containsKey("Authorization");
    assertThat(body(request))
        .isEqualTo("{\"grant_type\":\"refresh_token\",\"refresh_token\":\"CNRY-r/1\"}");
  }

  private static ApiRequest request(OAuth2 oauth2) {
    return RefreshRequest.request(oauth2, Map.of("region", "eu"), CLIENT, Secret.of("CNRY-r/1"));
  }

  private static String body(ApiRequest request) {
    return new String(request.body().orElseThrow(), StandardCharsets.UTF_8);
  }
}

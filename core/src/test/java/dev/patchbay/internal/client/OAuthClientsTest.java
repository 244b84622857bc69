package dev.patchbay.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.UrlTemplate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OAuthClientsTest {
  private static final OAuthClientLookup LOOKUP =
      OAuthClients.lookup("plain", WorkspaceId.of("ws_1"), Map.of("region", "eu")).build();

  @ParameterizedTest
  @CsvSource({"BASIC, true", "POST, true", "POST_OR_NONE, false", "NONE, false"})
  void secretIsMissedWhereTheServiceDemandsOne(ClientAuthentication way, boolean missed) {
    OAuthClient blank = OAuthClient.builder("id").clientSecret(Secret.of(" ")).build();

    assertThat(OAuthClients.problem(OAuthClient.builder("id").build(), oauth2(way)).isPresent())
        .isEqualTo(missed);
    assertThat(OAuthClients.problem(blank, oauth2(way)).isPresent()).isEqualTo(missed);
  }

  @ParameterizedTest
  @EnumSource
  void completeClientHasNoProblemAndOneWithABlankIdHas(ClientAuthentication way) {
    Secret secret = Secret.of("CNRY-s");

    assertThat(
            OAuthClients.problem(
                OAuthClient.builder("id").clientSecret(secret).build(), oauth2(way)))
        .isEmpty();
    assertThat(
            OAuthClients.problem(
                OAuthClient.builder(" ").clientSecret(secret).build(), oauth2(way)))
        .get()
        .asString()
        .contains("blank client id");
  }

  @Test
  void clientThatWasNotAskedForIsNone() {
    OAuthClient client = OAuthClient.builder("id").build();
    OAuthClients clients = new OAuthClients(lookup -> Optional.of(client));
    OAuthClientLookup.Builder other =
        OAuthClients.lookup("plain", WorkspaceId.of("ws_1"), Map.of()).clientId("other");

    assertThat(clients.find(LOOKUP)).contains(client);
    assertThat(clients.find(other.build())).isEmpty();
    assertThat(clients.find(other.clientId("id").build())).contains(client);
  }

  @Test
  void sourceIsToldThePlaceAndItsFaultNotRepeated() {
    OAuthClients clients =
        new OAuthClients(
            lookup -> {
              assertThat(lookup.variables()).containsExactly(Map.entry("region", "eu"));
              throw new IllegalStateException("CNRY-m");
            });

    assertThatThrownBy(() -> clients.find(LOOKUP))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("threw java.lang.IllegalStateException")
        .hasMessageNotContaining("CNRY");
  }

  private static OAuth2 oauth2(ClientAuthentication way) {
    return OAuth2.builder(
            UrlTemplate.of("https://plain.example/authorize"),
            UrlTemplate.of("https://plain.example/token"))
        .clientAuthentication(way)
        .build();
  }
}

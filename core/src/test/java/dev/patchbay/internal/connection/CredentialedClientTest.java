package dev.patchbay.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.http.HttpLimits;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.UrlTemplate;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

class CredentialedClientTest {
  private static final IntegrationDefinition DEFINITION =
      IntegrationDefinition.builder("plain", "Plain")
          .auth(
              OAuth2.builder(
                      UrlTemplate.of("https://plain.example/authorize"),
                      UrlTemplate.of("https://plain.example/token"))
                  .build())
          .api(ApiAccess.builder(UrlTemplate.of("https://api.plain.example:8443/v1")).build())
          .identity(
              IdentityCall.builder("/me")
                  .idPaths("id")
                  .otherwise(
                      IdentityCall.builder("/userinfo")
                          .base(UrlTemplate.of("https://id.plain.example"))
                          .idPaths("sub")
                          .build())
                  .build())
          .build();

  private final HttpEngine http = mock(HttpEngine.class);
  private final CredentialedClient client =
      new CredentialedClient(
          http,
          new HttpLimits(Duration.ofSeconds(1), 1024),
          new CredentialPlacement(DEFINITION, Map.of()),
          new Credential(
              CredentialKind.OAUTH,
              TokenGrant.builder("default", Secret.of("CNRY-token")).build(),
              Scopes.none()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.plain.example:8443/v1/me",
        "https://API.plain.example:8443/other",
        "https://id.plain.example/userinfo"
      })
  void credentialGoesAlongToTheOriginsThatTheDefinitionDeclares(String url) throws HttpFailure {
    client.send(request(url));

    ArgumentCaptor<ApiRequest> sent = ArgumentCaptor.captor();
    verify(http).send(sent.capture(), any());
    assertThat(sent.getValue().headers()).containsEntry("Authorization", "Bearer CNRY-token");
  }

  @Test
  void keyIsSentAsTheDefinitionOfKeysSays() throws HttpFailure {
    assertThat(authorization(CredentialKind.API_KEY, "")).isEqualTo("CNRY-token");
    assertThat(authorization(CredentialKind.API_KEY, "Key")).isEqualTo("Key CNRY-token");
    assertThat(authorization(CredentialKind.API_KEY, null)).isEqualTo("Bearer CNRY-token");
    assertThat(authorization(CredentialKind.ACCESS_TOKEN, "")).isEqualTo("Bearer CNRY-token");
  }

  private static @Nullable String authorization(CredentialKind kind, @Nullable String scheme)
      throws HttpFailure {
    HttpEngine engine = mock(HttpEngine.class);
    IntegrationDefinition keys =
        DEFINITION.toBuilder().auth(ApiKey.builder("a key").scheme(scheme).build()).build();
    TokenGrant grant = TokenGrant.builder("default", Secret.of("CNRY-token")).build();
    new CredentialedClient(
            engine,
            new HttpLimits(Duration.ofSeconds(1), 1024),
            new CredentialPlacement(keys, Map.of()),
            new Credential(kind, grant, Scopes.none()))
        .send(request("https://api.plain.example:8443/v1/me"));
    ArgumentCaptor<ApiRequest> sent = ArgumentCaptor.captor();
    verify(engine).send(sent.capture(), any());
    return sent.getValue().headers().get("Authorization");
  }

  /** Each differs from the API's own origin in one part only. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.plain.example:8443/v1/me",
        "https://evil.example:8443/v1/me",
        "https://api.plain.example.evil.example:8443/v1/me",
        "https://api.plain.example/v1/me",
        "https://api.plain.example:443/v1/me",
        "https://user@api.plain.example:8443/v1/me"
      })
  void nothingIsSentToAnotherOrigin(String url) {
    assertThatThrownBy(() -> client.send(request(url)))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
              assertThat(failure.field()).contains("uri");
            });
    verifyNoInteractions(http);
  }

  @Test
  void headerOfTheCallersOwnCannotReplaceTheCredential() {
    ApiRequest forged =
        request("https://api.plain.example:8443/v1/me").toBuilder()
            .header("AUTHORIZATION", "Bearer other")
            .build();

    assertThatThrownBy(() -> client.send(forged)).isInstanceOf(InvalidRequestException.class);
    verifyNoInteractions(http);
  }

  private static ApiRequest request(String url) {
    return ApiRequest.builder("GET", URI.create(url)).build();
  }
}

package dev.patchbay.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.ProviderFaultException;
import dev.patchbay.internal.client.OAuthClients;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevocationReach;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.TokenSetRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevokerTest {
  private static final OAuthClient CLIENT = OAuthClient.builder("client").build();
  private static final TokenGrant BOT = TokenGrant.builder("bot", Secret.of("CNRY-b")).build();
  private static final TokenGrant USER = TokenGrant.builder("user", Secret.of("CNRY-u")).build();

  private final ProviderRegistry providers = mock(ProviderRegistry.class);
  private final InstalledProvider provider = mock(InstalledProvider.class);
  private final ServiceCalls calls = mock(ServiceCalls.class);
  private final Stores stores = mock(Stores.class);
  private final Sealing sealing = Vaults.sealing(new PlainCipher());
  private final List<OAuthClientLookup> lookups = new ArrayList<>();

  @BeforeEach
  void install() {
    when(provider.definition())
        .thenReturn(
            IntegrationDefinition.builder("plain", "Plain")
                .auth(
                    OAuth2.builder(
                            UrlTemplate.of("https://plain.example/authorize"),
                            UrlTemplate.of("https://plain.example/token"))
                        .build())
                .api(ApiAccess.builder(UrlTemplate.of("https://plain.example/api")).build())
                .build());
    when(providers.get("plain")).thenReturn(provider);
  }

  @ParameterizedTest
  @CsvSource({
    "REVOKED, REVOKED, REVOKED",
    "FAILED, REVOKED, FAILED",
    "REVOKED, FAILED, FAILED",
    "NOT_SUPPORTED, REVOKED, NOT_SUPPORTED",
    "FAILED, NOT_SUPPORTED, FAILED",
    "NOT_SUPPORTED, FAILED, FAILED"
  })
  void receiptTellsTheWorstOfAllGrants(Revocation bot, Revocation user, Revocation told) {
    answer(BOT, bot);
    answer(USER, user);

    assertThat(revoke(sealing).revocation()).isEqualTo(told);
  }

  @Test
  void grantThatCannotBeRevokedDoesNotKeepTheOthersAlive() {
    ErrorDetail detail = ErrorDetail.builder(ErrorCode.PROVIDER_THREW, "It threw").build();
    when(calls.revoke(eq(provider), eq(Optional.of(CLIENT)), grant("bot"), any()))
        .thenThrow(new ProviderFaultException(detail));
    answer(USER, Revocation.REVOKED);

    assertThat(revoke(sealing).revocation()).isEqualTo(Revocation.FAILED);
    verify(calls, times(1)).revoke(any(), any(), grant("user"), any());
  }

  @Test
  void clientThatMintedTheGrantIsLookedUpWhereTheConnectionLives() {
    answer(BOT, Revocation.REVOKED);
    answer(USER, Revocation.REVOKED);

    revoke(sealing);

    assertThat(lookups).hasSize(1);
    assertThat(lookups.get(0).clientId()).contains("client");
    assertThat(lookups.get(0).variables()).containsExactly(Map.entry("region", "eu"));
    verify(calls, times(2)).revoke(any(), any(), any(), eq(Map.of("region", "eu")));
  }

  @Test
  void grantOfAClientThatIsGoneIsToldApart() {
    Revoker revoker = revoker(sealing, Optional.empty());

    DeletionReceipt receipt = revoker.revoke(record(), RevocationMode.AUTO);

    assertThat(receipt.revocation()).isEqualTo(Revocation.FAILED);
    assertThat(receipt.reason()).get().asString().contains("not configured any more");
    verify(calls, never()).revoke(any(), any(), any(), any());
  }

  /** One client may serve Gmail and Google Drive; ending one grant may end the other. */
  @ParameterizedTest
  @CsvSource({
    "https://plain.example/revoke, client,  SKIPPED",
    "https://plain.example/revoke, another, REVOKED",
    "https://other.example/revoke, client,  REVOKED"
  })
  void grantIsSparedIfItsClientServesAnotherIntegrationThere(
      String otherEndpoint, String otherClient, Revocation told) {
    ConnectionStore connections = mock(ConnectionStore.class);
    when(stores.connections()).thenReturn(connections);
    IntegrationDefinition mine = farReaching("plain", "https://plain.example/revoke");
    when(provider.definition()).thenReturn(mine);
    when(providers.definitions()).thenReturn(List.of(mine, farReaching("other", otherEndpoint)));
    answer(BOT, Revocation.REVOKED);
    answer(USER, Revocation.REVOKED);
    OAuthClient another = OAuthClient.builder(otherClient).build();
    OAuthClients clients =
        new OAuthClients(
            lookup -> Optional.of(lookup.integrationType().equals("other") ? another : CLIENT));

    DeletionReceipt receipt =
        new Revoker(providers, calls, clients, Vaults.of(stores, sealing))
            .revoke(record(), RevocationMode.AUTO);

    assertThat(receipt.revocation()).isEqualTo(told);
  }

  private static IntegrationDefinition farReaching(String id, String endpoint) {
    return IntegrationDefinition.builder(id, "Plain")
        .auth(
            OAuth2.builder(
                    UrlTemplate.of("https://plain.example/authorize"),
                    UrlTemplate.of("https://plain.example/token"))
                .build())
        .revocation(
            RevocationCall.builder("POST", UrlTemplate.of(endpoint))
                .reach(RevocationReach.USER_AND_CLIENT)
                .build())
        .build();
  }

  @Test
  void faultOfTheHostsCipherKeepsNoConnectionFromBeingDeleted() {
    CredentialCipher broken = mock(CredentialCipher.class);
    when(broken.open(any(), any())).thenThrow(new IllegalStateException("CNRY-x"));

    DeletionReceipt receipt = revoke(Vaults.sealing(broken));

    assertThat(receipt.revocation()).isEqualTo(Revocation.FAILED);
    assertThat(receipt.reason()).get().asString().contains("fault").doesNotContain("CNRY");
  }

  @Test
  void providerThatIsGoneKeepsNoConnectionFromBeingDeleted() {
    ErrorDetail detail = ErrorDetail.builder(ErrorCode.UNKNOWN_INTEGRATION, "It is gone").build();
    when(providers.get("plain")).thenThrow(new MisconfiguredException(detail));

    DeletionReceipt receipt = revoke(sealing);

    assertThat(receipt.revocation()).isEqualTo(Revocation.FAILED);
    assertThat(receipt.reason()).contains("It is gone");
  }

  @Test
  void unusedGrantIsEndedWithoutEverThrowing() {
    Revoker revoker = revoker(sealing, Optional.of(CLIENT));
    when(calls.revoke(any(), any(), any(), any())).thenThrow(new IllegalStateException("CNRY-x"));

    assertThatCode(() -> revoker.discard(record(), List.of(BOT))).doesNotThrowAnyException();
    verify(calls, times(1)).revoke(eq(provider), eq(Optional.of(CLIENT)), grant("bot"), any());
  }

  private void answer(TokenGrant grant, Revocation revocation) {
    when(calls.revoke(eq(provider), eq(Optional.of(CLIENT)), grant(grant.name()), any()))
        .thenReturn(revocation);
  }

  private static Credential grant(String name) {
    return argThat(it -> it != null && it.grant().name().equals(name));
  }

  private DeletionReceipt revoke(Sealing opening) {
    return revoker(opening, Optional.of(CLIENT)).revoke(record(), RevocationMode.AUTO);
  }

  private Revoker revoker(Sealing opening, Optional<OAuthClient> client) {
    OAuthClients clients =
        new OAuthClients(
            lookup -> {
              lookups.add(lookup);
              return client;
            });
    return new Revoker(providers, calls, clients, Vaults.of(stores, opening));
  }

  private ConnectionRecord record() {
    Connection connection =
        Connection.builder(ConnectionId.of("conn_1"), WorkspaceId.of("ws_1"), "plain")
            .variable("region", "eu")
            .build();
    return ConnectionRecord.builder(connection, 1)
        .clientId("client")
        .tokenSet("bot", sealed(connection, BOT))
        .tokenSet("user", sealed(connection, USER))
        .build();
  }

  private TokenSetRecord sealed(Connection connection, TokenGrant grant) {
    return TokenSetRecord.builder(grant.name(), sealing.sealGrant(connection, grant, 1), 1).build();
  }
}

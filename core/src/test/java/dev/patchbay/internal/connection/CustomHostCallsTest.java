package dev.patchbay.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.host.CustomHosts;
import dev.patchbay.internal.http.AddressRule;
import dev.patchbay.internal.http.BadAddresses;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.http.HttpLimits;
import dev.patchbay.internal.protocol.CodeExchange.Authorization;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderGate;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.Variable;
import dev.patchbay.spi.store.SessionRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** Every kind of call that is made for a connection or session looks at its host. */
class CustomHostCallsTest {
  private static final String OWN = "own.example";
  private static final Map<String, String> VARIABLES = Map.of("host", OWN);
  private static final IntegrationDefinition DEFINITION =
      IntegrationDefinition.builder("plain", "Plain")
          .auth(OAuth2.builder(url("/authorize"), url("/token")).build())
          .variables(Variable.builder("host").customHosts().choices("plain.example").build())
          .api(ApiAccess.builder(url("/api")).build())
          .identity(IdentityCall.builder("/me").idPaths("id").build())
          .revocation(RevocationCall.builder("POST", url("/revoke")).build())
          .build();
  private static final IntegrationProvider PROVIDER = () -> DEFINITION;
  private static final Credential CREDENTIAL =
      new Credential(
          CredentialKind.OAUTH,
          TokenGrant.builder("default", Secret.of("CNRY-token")).build(),
          Scopes.none());
  private static final OAuthClient CLIENT = OAuthClient.builder("client").build();

  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final HttpEngine http = mock(HttpEngine.class);
  private final InstalledProvider provider = mock(InstalledProvider.class);

  @BeforeEach
  void install() throws HttpFailure {
    when(provider.definition()).thenReturn(DEFINITION);
    when(provider.provider()).thenReturn(PROVIDER);
    when(http.send(any(), any()))
        .thenThrow(HttpFailure.beforeSending(HttpFailure.Kind.ADDRESS_REFUSED, "refused"));
  }

  @AfterEach
  void close() {
    workers.shutdownNow();
  }

  @Test
  void exchangeGoesToPublicAddressesOnlyAndIsNotRepeated() throws HttpFailure {
    assertThatThrownBy(() -> exchange(allowing())).isInstanceOf(HttpFailure.class);

    assertHostIsGuarded();
  }

  @Test
  void identityCallGoesToPublicAddressesOnly() throws HttpFailure {
    assertThatThrownBy(() -> allowing().identify(provider, CREDENTIAL, VARIABLES))
        .isInstanceOfSatisfying(
            TemporaryFailureException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE));

    assertHostIsGuarded();
  }

  @Test
  void revocationGoesToPublicAddressesOnly() throws HttpFailure {
    assertThat(allowing().revoke(provider, Optional.of(CLIENT), CREDENTIAL, VARIABLES))
        .isEqualTo(Revocation.FAILED);

    assertHostIsGuarded();
  }

  @Test
  void noCallIsMadeForAHostThatIsNotAllowedAnyMore() {
    assertNotAllowed(() -> forbidding().identify(provider, CREDENTIAL, VARIABLES));
    assertNotAllowed(
        () -> forbidding().revoke(provider, Optional.of(CLIENT), CREDENTIAL, VARIABLES));
    assertNotAllowed(
        () -> {
          try {
            exchange(forbidding());
          } catch (HttpFailure unexpected) {
            throw new AssertionError(unexpected);
          }
        });
    verifyNoInteractions(http);
  }

  private void exchange(ServiceCalls calls) throws HttpFailure {
    Session session = Session.builder(SessionId.of("sess"), WorkspaceId.of("ws"), "plain").build();
    calls.exchange(
        provider,
        SessionRecord.builder(session, "hash", "https://host.example/callback", "client")
            .variable("host", OWN)
            .build(),
        new Authorization(CLIENT, Secret.of("CNRY-code"), Optional.empty()));
  }

  private void assertHostIsGuarded() throws HttpFailure {
    ArgumentCaptor<HttpLimits> limits = ArgumentCaptor.captor();
    verify(http).send(any(), limits.capture());
    AddressRule rule = limits.getValue().hosts().ruleOf(OWN);
    assertThat(rule.allows(BadAddresses.literal("8.8.8.8"))).isTrue();
    assertThat(rule.allows(BadAddresses.literal("127.0.0.1"))).isFalse();
    assertThat(rule.allows(BadAddresses.literal("10.0.0.1"))).isFalse();
  }

  private static void assertNotAllowed(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.HOST_NOT_ALLOWED));
  }

  private ServiceCalls allowing() {
    return calls(new CustomHosts(Set.of("plain"), Map.of()));
  }

  private ServiceCalls forbidding() {
    return calls(new CustomHosts(Set.of(), Map.of()));
  }

  private ServiceCalls calls(CustomHosts hosts) {
    return new ServiceCalls(
        http, HttpSettings.defaults(), new ProviderGate(workers, Duration.ofSeconds(5)), hosts);
  }

  private static UrlTemplate url(String path) {
    return UrlTemplate.of("https://{host}" + path);
  }
}

package dev.patchbay.engine;

import static dev.patchbay.engine.TestHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.ProviderFaultException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A credential that a host hands over is shown to its service before it is stored. */
class VerifiedCreationIT {
  private final MemoryStores stores = new MemoryStores(Clock.systemUTC());
  private final TestHost host =
      TestHost.start(builder -> builder.stores(stores).http(TestHost.impatient()));

  @AfterEach
  void close() {
    host.close();
  }

  /** People paste the whole header. */
  @Test
  void wordBeforeAPastedTokenIsNoneOfIt() {
    String token = host.service.issueToken(Scopes.of("read", "write"));

    Connection plain = host.create(TestHost.tokenRequest(token));
    Connection pasted = host.create(TestHost.tokenRequest(" bearer  " + token + "\n"));

    assertThat(pasted.id()).isEqualTo(plain.id());
    assertThat(host.service.requests(Endpoint.IDENTITY))
        .allMatch(request -> request.authorization("Bearer").equals(Optional.of(token)));
  }

  @Test
  void accessTokenBecomesAConnectionOfItsAccount() {
    Connection created = host.create(host.tokenRequest().scopes(Scopes.of("read")));

    assertThat(created.account().map(Account::id)).contains(host.service.account().id());
    assertThat(created.account().flatMap(Account::email)).isPresent();
    assertThat(created.credentialKind()).isEqualTo(CredentialKind.ACCESS_TOKEN);
    assertThat(created.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(created.grantedScopes()).isEqualTo(Scopes.of("read"));
    assertThat(created.memberId()).isEmpty();
    assertThat(host.connections())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(created);
    assertThat(host.service.count(Endpoint.IDENTITY)).isEqualTo(1);
    assertThat(host.service.count(Endpoint.TOKEN)).isZero();
  }

  @Test
  void apiKeyBecomesAConnectionOfItsAccount() {
    String key = host.service.issueToken(Scopes.none());

    Connection created =
        host.create(ConnectionRequest.builder(AcmeProvider.ID).apiKey(Secret.of(key)));

    assertThat(created.credentialKind()).isEqualTo(CredentialKind.API_KEY);
    assertThat(created.account()).isPresent();
  }

  @Test
  void whiteSpaceAroundAPastedCredentialIsNotPartOfIt() {
    String token = host.service.issueToken(Scopes.none());

    host.create(TestHost.tokenRequest(" \t" + token + " \r\n"));

    assertThat(host.service.requests(Endpoint.IDENTITY).get(0).authorization("Bearer"))
        .contains(token);
  }

  @Test
  void credentialWhoseScopesAreNotToldIsNotSaidToLackAny() {
    Connection created = host.create(host.tokenRequest());

    assertThat(created.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(created.grantedScopes()).isEqualTo(Scopes.none());
    assertThat(created.scopesAssumed()).isFalse();
  }

  @Test
  void credentialThatIsToldToLackANeededScopeIsMarked() {
    Connection created = host.create(host.tokenRequest().scopes(Scopes.of("write")));

    assertThat(created.status()).isEqualTo(ConnectionStatus.INSUFFICIENT_SCOPE);
    assertThat(created.statusCause()).contains("insufficient_scope");
    assertThat(created.statusReason()).contains("missing scopes: read");
  }

  @Test
  void lifeThatTheHostTellsIsKept() {
    Connection created = host.create(host.tokenRequest().expiresIn(Duration.ofHours(8)));

    assertThat(created.expiresAt()).contains(created.createdAt().plus(Duration.ofHours(8)));
  }

  @Test
  void refreshTokenIsKeptWithTheClientThatTheWorkspaceUses() {
    Connection created = host.create(host.tokenRequest().refreshToken(Secret.of("rt_fake")));

    ConnectionRecord record = stores.connections().find(WORKSPACE, created.id()).orElseThrow();
    assertThat(record.clientId()).contains(host.service.client().clientId());
    assertThat(record.tokenSets().values()).allMatch(TokenSetRecord::refreshable);
  }

  @Test
  void namedClientMustBeOneThatIsConfigured() {
    String known = host.service.client().clientId();
    Connection created = host.create(host.tokenRequest().clientId(known));

    assertThat(
            stores.connections().find(WORKSPACE, created.id()).flatMap(ConnectionRecord::clientId))
        .contains(known);
    assertRefused(host.tokenRequest().clientId("other"), "clientId");
    assertRefused(
        host.tokenRequest().clientId("other").refreshToken(Secret.of("rt_fake")), "clientId");
  }

  @Test
  void clientThatIsNotCompleteIsTheOperators() {
    try (TestHost broken =
        TestHost.start(builder -> builder.clientSource(lookup -> Optional.of(secretless())))) {
      assertThatThrownBy(
              () -> broken.create(broken.tokenRequest().refreshToken(Secret.of("rt_fake"))))
          .isInstanceOfSatisfying(
              MisconfiguredException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CLIENT_MISSING))
          .hasMessageContaining("no client secret");
    }
  }

  private static OAuthClient secretless() {
    return OAuthClient.builder("incomplete").build();
  }

  @Test
  void refreshTokenWithoutAnyClientIsRefusedNamingTheField() {
    try (TestHost noClient = TestHost.withoutClient()) {
      assertThatThrownBy(
              () -> noClient.create(noClient.tokenRequest().refreshToken(Secret.of("rt_fake"))))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("'clientId'")
          .hasMessageContaining("found none, and no client is configured")
          .hasMessageContaining("configured client that minted the tokens");
      assertThat(noClient.service.count(Endpoint.IDENTITY)).isZero();
      assertThat(noClient.create(noClient.tokenRequest()).account()).isPresent();
    }
  }

  @Test
  void refreshTokenIsLeftOutWhereNothingIsEverRefreshed() {
    try (TestHost tokens = TestHost.with(VerifiedCreationIT::onlyTokens)) {
      assertThatThrownBy(
              () -> tokens.create(TestHost.tokenRequest("fake").refreshToken(Secret.of("rt_fake"))))
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_WRONG_KIND))
          .hasMessageContaining("'refreshToken'")
          .hasMessageContaining("leave it out");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refusalOfTheServiceIsToldWithItsReasonAndStoresNothing(int status) {
    host.service.script(
        Endpoint.IDENTITY,
        Fault.json(
            status, "{\"code\":\"token_dead\",\"detail\":\"Ask your admin for a new one.\"}"));

    assertThatThrownBy(() -> host.create(host.tokenRequest()))
        .asInstanceOf(type(InvalidRequestException.class))
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_REJECTED);
              assertThat(refused.httpStatus()).contains(status);
              assertThat(refused.integrationType()).contains(AcmeProvider.ID);
              assertThat(refused.field()).contains("accessToken");
              assertThat(refused.serviceError()).contains("token_dead");
              assertThat(refused.serviceDescription()).contains("Ask your admin for a new one.");
              assertThat(refused).hasMessageContaining("check the moon too");
            });
    assertThat(host.connections()).isEmpty();
  }

  @Test
  void tokenThatTheServiceEchoesIsNotRepeated() {
    String token = host.service.issueToken(Scopes.none());
    host.service.script(
        Endpoint.IDENTITY,
        Fault.json(401, "{\"error\":\"bad " + token + "\",\"message\":\"" + token + " is bad\"}"));

    assertThatThrownBy(() -> host.create(TestHost.tokenRequest(token)))
        .asInstanceOf(type(InvalidRequestException.class))
        .satisfies(
            refused ->
                assertThat(
                        refused
                            + " "
                            + refused.detail()
                            + refused.serviceError()
                            + refused.serviceDescription())
                    .contains("redacted")
                    .doesNotContain(token));
  }

  @Test
  void deadTokenAndUnknownTokenAreRefusedAlike() {
    String dead = host.service.issueToken(Scopes.none());
    Connection connection =
        host.create(TestHost.tokenRequest(dead).clientId(host.service.client().clientId()));
    host.integrations.connections().delete(WORKSPACE, connection.id(), RevocationMode.AUTO);

    assertThat(refusal(dead)).usingRecursiveComparison().isEqualTo(refusal("never-was"));
  }

  private Object refusal(String token) {
    try {
      return host.create(TestHost.tokenRequest(token));
    } catch (InvalidRequestException refused) {
      return refused.detail();
    }
  }

  static Stream<Fault> outages() {
    return Stream.of(
        Fault.status(500),
        Fault.status(503),
        Fault.status(429),
        Fault.status(408),
        Fault.stalledBody(),
        Fault.html(200));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void outageIsTheServicesAndStoresNothing(Fault outage) {
    host.service.script(Endpoint.IDENTITY, outage);

    assertThatThrownBy(() -> host.create(host.tokenRequest()))
        .isInstanceOf(TemporaryFailureException.class);
    assertThat(host.connections()).isEmpty();
  }

  @Test
  void definitionThatNamesNoIdentityCallIsAtFault() {
    try (TestHost tokens = TestHost.with(VerifiedCreationIT::onlyTokens)) {
      assertThatThrownBy(() -> tokens.create(TestHost.tokenRequest("fake")))
          .isInstanceOf(ProviderFaultException.class)
          .hasMessageContaining("declares no identity call");
    }
  }

  private static IntegrationDefinition onlyTokens() {
    return IntegrationDefinition.builder(AcmeProvider.ID, "Acme")
        .auth(AccessToken.builder("an access token").build())
        .build();
  }

  @Test
  void answerWithoutAnAccountIdIsTheDefinitionsFaultAndStoresNothing() {
    host.service.script(Endpoint.IDENTITY, Fault.json(200, "{\"id\":\" \",\"name\":\"Ada\"}"));

    assertThatThrownBy(() -> host.create(host.tokenRequest()))
        .isInstanceOf(ProviderFaultException.class)
        .hasMessageContaining("found no account id")
        .hasMessageContaining("override 'identify'");
    assertThat(host.connections()).isEmpty();
  }

  private void assertRefused(ConnectionRequest.Builder request, String field) {
    assertThatThrownBy(() -> host.create(request))
        .isInstanceOf(InvalidRequestException.class)
        .asInstanceOf(type(IntegrationException.class))
        .satisfies(refused -> assertThat(refused.detail().field()).contains(field));
  }
}

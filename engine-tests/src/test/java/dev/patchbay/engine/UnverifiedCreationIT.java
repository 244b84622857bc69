package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.Variable;
import dev.patchbay.testkit.sandbox.Endpoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host can store a credential without asking the service; then nobody knows whose it is. */
class UnverifiedCreationIT {
  private final TestHost host = TestHost.start();

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void isStoredWithoutAnAccountAndWithoutARequest() {
    Connection created = host.create(unverified("of-a-service-that-is-down"));

    assertThat(created.account()).isEmpty();
    assertThat(created.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(host.connections()).hasSize(1);
    assertThat(host.service.count(Endpoint.IDENTITY)).isZero();
  }

  @Test
  void isNeverMergedWithAConnectionOfTheSameAccount() {
    Connection verified = host.connect();
    Connection unverified = host.create(unverified(token()));
    Connection another = host.create(unverified(token()));

    assertThat(unverified.id()).isNotIn(verified.id(), another.id());
    assertThat(host.connections()).hasSize(3);
    assertThat(host.read(verified)).usingRecursiveComparison().isEqualTo(verified);
  }

  @Test
  void sameCredentialAgainIsTheSameConnection() {
    String token = token();
    Connection first = host.create(unverified(token));

    assertThat(host.create(unverified(token)).id()).isEqualTo(first.id());
    assertThat(host.create(unverified(" " + token + "\n")).id()).isEqualTo(first.id());
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void learnsItsAccountWhenTheSameCredentialIsVerified() {
    String token = token();
    Connection unverified = host.create(unverified(token));
    Connection verified = host.create(TestHost.tokenRequest(token));

    assertThat(verified.id()).isEqualTo(unverified.id());
    assertThat(verified.account()).isPresent();
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void whatWasVerifiedBeforeStaysSo() {
    String token = token();
    Connection verified = host.create(TestHost.tokenRequest(token));
    Connection again = host.create(unverified(token));

    assertThat(again.id()).isEqualTo(verified.id());
    assertThat(again.account()).isEqualTo(verified.account());
  }

  @Test
  void credentialThatRenewedAConnectionIsKnownAgain() {
    Connection byOAuth = host.connect();
    String token = token();
    host.create(TestHost.tokenRequest(token));

    assertThat(host.create(unverified(token)).id()).isEqualTo(byOAuth.id());
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void accountThatHasAConnectionGetsTheCredentialWithoutTheUnverifiedOne() {
    Connection ofAccount = host.connect();
    String token = token();
    Connection unverified = host.create(unverified(token));

    Connection verified = host.create(TestHost.tokenRequest(token));

    assertThat(verified.id()).isEqualTo(ofAccount.id());
    assertThat(host.read(unverified)).usingRecursiveComparison().isEqualTo(unverified);
    assertThat(host.create(unverified(token)).id()).isEqualTo(unverified.id());
    assertThat(host.connections()).hasSize(2);
  }

  @Test
  void namedConnectionGetsTheCredentialWithoutTheUnverifiedOne() {
    Connection named = host.connect();
    String token = token();
    Connection unverified = host.create(unverified(token));

    Connection renewed = host.create(TestHost.tokenRequest(token).connectionId(named.id()));

    assertThat(renewed.id()).isEqualTo(named.id());
    assertThat(host.read(unverified)).usingRecursiveComparison().isEqualTo(unverified);
  }

  @Test
  void namedConnectionThatWasNeverVerifiedLearnsItsAccount() {
    Connection unverified = host.create(unverified(token()));

    Connection verified = host.create(host.tokenRequest().connectionId(unverified.id()));

    assertThat(verified.id()).isEqualTo(unverified.id());
    assertThat(verified.account()).isPresent();
  }

  /**
   * What is asked of a client source, and what a token becomes, where an integration is not plain.
   */
  @Test
  void credentialIsThePrimaryTokenSetOfTheClientOfItsPlace() {
    MemoryStores stores = new MemoryStores(Clock.systemUTC());
    List<OAuthClientLookup> lookups = new ArrayList<>();
    try (TestHost regional =
        TestHost.with(
            UnverifiedCreationIT::regional,
            builder -> builder.stores(stores).clientSource(lookup -> client(lookups, lookup)))) {
      Connection created =
          regional.create(
              unverified("fake").variable("region", "eu").refreshToken(Secret.of("rt_fake")));

      assertThat(stores.connections().find(TestHost.WORKSPACE, created.id()).orElseThrow())
          .satisfies(record -> assertThat(record.tokenSets()).containsOnlyKeys("bot"))
          .satisfies(record -> assertThat(record.clientId()).contains("of-eu"));
      assertThat(lookups).hasSize(1);
      assertThat(lookups.get(0).variables()).containsEntry("region", "eu");
    }
  }

  @Test
  void namedConnectionIsRenewedOnlyWithVerification() {
    Connection before = host.connect();

    assertThatThrownBy(() -> host.create(unverified(token()).connectionId(before.id())))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("'connectionId'")
        .hasMessageContaining("'verificationOff'");
    assertThat(host.read(before)).usingRecursiveComparison().isEqualTo(before);
  }

  private static Optional<OAuthClient> client(
      List<OAuthClientLookup> lookups, OAuthClientLookup lookup) {
    lookups.add(lookup);
    return Optional.of(OAuthClient.builder("of-eu").clientSecret(Secret.of("fake")).build());
  }

  private static IntegrationDefinition regional() {
    return IntegrationDefinition.builder(AcmeProvider.ID, "Acme")
        .auth(
            OAuth2.builder(
                    UrlTemplate.of("https://{region}.acme.example/authorize"),
                    UrlTemplate.of("https://{region}.acme.example/token"))
                .tokenSets(
                    TokenSetShape.builder("bot").build(), TokenSetShape.builder("user").build())
                .build(),
            AccessToken.builder("an access token").build())
        .variables(Variable.builder("region").choices("us", "eu").defaultValue("us").build())
        .build();
  }

  private String token() {
    return host.service.issueToken(Scopes.of("read"));
  }

  private static ConnectionRequest.Builder unverified(String token) {
    return TestHost.tokenRequest(token).verificationOff();
  }
}

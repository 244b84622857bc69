package dev.patchbay.providers.posthog;

import static dev.patchbay.testkit.providers.ProviderHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.PostHogDialect;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostHogKeyIT {
  private static final Scopes MAY_READ_USER = Scopes.of("user:read");
  private static final Scopes QUERIES_ONLY = Scopes.of("query:read");

  private final ProviderHost host =
      ProviderHost.start(new PostHogProvider(), PostHogDialect.cloud());

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void keyBecomesAConnectionOfItsUser() {
    String key = host.service().issueKey(MAY_READ_USER);

    Connection connection = host.create(host.apiKey(key));

    Account account = connection.account().orElseThrow();
    assertThat(account.id()).isEqualTo(host.service().account().id());
    assertThat(account.displayName()).contains("Sandy Box");
    assertThat(account.email()).contains("sandy@example.test");
    assertThat(connection.credentialKind()).isEqualTo(CredentialKind.API_KEY);
    assertThat(connection.variables()).containsEntry("region", "us");
    RecordedRequest asked = host.service().requests(Endpoint.IDENTITY).get(0);
    assertThat(asked.url().toString()).endsWith("us.posthog.com/api/users/@me/");
    assertThat(asked.authorization("Bearer")).contains(key);
  }

  @Test
  void keyThatMayNotReadItsUserIsStillAliveAndSaysWhoseItIs() {
    Connection connection = host.create(host.apiKey(host.service().issueKey(QUERIES_ONLY)));

    assertThat(connection.account().map(Account::id)).get().asString().matches("user_id:[0-9]+");
    assertThat(connection.account().flatMap(Account::displayName)).isPresent();
    assertThat(host.service().count(Endpoint.IDENTITY)).isEqualTo(1);
    assertThat(host.service().count(Endpoint.KEY_IDENTITY)).isEqualTo(1);
  }

  /** Such a key tells a number only, which no other credential of its user does. */
  @Test
  void keyThatMayNotReadItsUserDoesNotMeetTheUsersOtherConnections() {
    host.create(host.apiKey(host.service().issueKey(MAY_READ_USER)));
    host.create(host.apiKey(host.service().issueKey(QUERIES_ONLY)));

    assertThat(host.connections()).hasSize(2);
  }

  @Test
  void keyLivesInOneRegion() {
    try (ProviderHost european =
        ProviderHost.start(new PostHogProvider(), PostHogDialect.cloud().inRegion("eu"))) {
      String key = european.service().issueKey(MAY_READ_USER);

      assertThatThrownBy(() -> european.create(european.apiKey(key)))
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_REJECTED);
                assertThat(refused.httpStatus()).contains(401);
                assertThat(refused.serviceError()).contains("authentication_failed");
                assertThat(refused.serviceDescription()).get().asString().contains("is invalid");
              })
          .hasMessageContaining("check the variable 'region' too");
      Connection connection = ApiKeyExample.connect(european.integrations(), WORKSPACE, key);
      assertThat(connection.variables()).containsEntry("region", "eu");
    }
  }

  @Test
  void namedConnectionStaysInItsRegion() {
    try (ProviderHost european =
        ProviderHost.start(new PostHogProvider(), PostHogDialect.cloud().inRegion("eu"))) {
      String key = european.service().issueKey(MAY_READ_USER);
      Connection connection = european.create(european.apiKey(key).variable("region", "eu"));

      Connection renewed = european.create(european.apiKey(key).connectionId(connection.id()));

      assertThat(renewed.id()).isEqualTo(connection.id());
      assertThat(renewed.variables()).containsEntry("region", "eu");
      european.create(european.apiKey(key).connectionId(connection.id()).variable("region", "eu"));
      assertThatThrownBy(
              () ->
                  european.create(
                      european.apiKey(key).connectionId(connection.id()).variable("region", "us")))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("'connectionId'")
          .hasMessageContaining("of another variables");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name':'N','first_name':'F','email':'e@x.test'}    | N",
        "{'first_name':'F','email':'e@x.test'}               | F",
        "{'first_name':'F','last_name':' '}                  | F",
        "{'last_name':'L','email':'e@x.test'}                | e@x.test",
        "{'first_name':'F','last_name':'L'}                  | F L"
      })
  void nameIsTheFullestThatPostHogTells(String told, String name) {
    String ids = "{\"user_id\":7,\"sub\":\"s\",\"uuid\":\"u\",";
    host.service()
        .script(Endpoint.IDENTITY, Fault.json(200, ids + told.substring(1).replace('\'', '"')));

    Account account =
        host.create(host.apiKey(host.service().issueKey(MAY_READ_USER))).account().orElseThrow();

    assertThat(account.displayName()).contains(name);
    assertThat(account.id()).isEqualTo("u");
  }

  @Test
  void nameThatIsBlankOrTooLongIsPassedOver() {
    String longest = "n".repeat(256);
    for (String name : new String[] {" ", longest, longest + "n"}) {
      host.service()
          .script(
              Endpoint.IDENTITY,
              Fault.json(200, "{\"uuid\":\"u\",\"name\":\"" + name + "\",\"first_name\":\"F\"}"));

      assertThat(
              host.create(host.apiKey(host.service().issueKey(MAY_READ_USER)))
                  .account()
                  .flatMap(Account::displayName))
          .contains(name.equals(longest) ? longest : "F");
    }
  }

  @Test
  void regionIsOneOfTwo() {
    assertThatThrownBy(() -> host.create(host.apiKey("phx_fake").variable("region", "us.i")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("'variables.region'")
        .hasMessageContaining("[us, eu]");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429})
  void outageStoresNothing(int status) {
    host.service().script(Endpoint.IDENTITY, Fault.status(status));

    assertThatThrownBy(() -> host.create(host.apiKey(host.service().issueKey(MAY_READ_USER))))
        .isInstanceOf(TemporaryFailureException.class);
    assertThat(host.connections()).isEmpty();
  }

  @Test
  void outageOfTheSecondCallStoresNothingEither() {
    host.service().script(Endpoint.KEY_IDENTITY, Fault.status(503));

    assertThatThrownBy(() -> host.create(host.apiKey(host.service().issueKey(QUERIES_ONLY))))
        .isInstanceOf(TemporaryFailureException.class);
    assertThat(host.connections()).isEmpty();
  }

  @Test
  void keyThatIsForbiddenEverythingIsRefusedWithTheServicesReason() {
    Fault forbidden =
        Fault.json(403, "{\"code\":\"permission_denied\",\"detail\":\"Not for keys.\"}");
    host.service().script(Endpoint.IDENTITY, forbidden);
    host.service().script(Endpoint.KEY_IDENTITY, forbidden);

    assertThatThrownBy(() -> host.create(host.apiKey(host.service().issueKey(MAY_READ_USER))))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.httpStatus()).contains(403);
              assertThat(refused.serviceDescription()).contains("Not for keys.");
            });
    assertThat(host.connections()).isEmpty();
  }

  @Test
  void rateLimitIsTold() {
    host.service().script(Endpoint.IDENTITY, Fault.status(429));

    assertThatThrownBy(() -> host.create(host.apiKey(host.service().issueKey(MAY_READ_USER))))
        .isInstanceOfSatisfying(
            TemporaryFailureException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED));
  }

  @Test
  void keyIsNotRevokedByDeletingWhatUsesIt() {
    String key = host.service().issueKey(MAY_READ_USER);

    DeletionReceipt receipt = host.delete(host.create(host.apiKey(key)));

    assertThat(receipt.revocation()).isEqualTo(Revocation.NOT_SUPPORTED);
    assertThat(receipt.reason()).get().asString().contains("settings");
    assertThat(host.service().count(Endpoint.REVOKE)).isZero();
    assertThat(host.service().isAlive(key)).isTrue();
  }

  @Test
  void keyOfAMemberIsTheirs() {
    Connection connection =
        host.create(
            host.apiKey(host.service().issueKey(MAY_READ_USER))
                .memberId(MemberId.of("member_1"))
                .expiresIn(Duration.ofDays(30)));

    assertThat(connection.memberId()).contains(MemberId.of("member_1"));
    assertThat(connection.expiresAt()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apiKey      | phc_fake | a project token, which is public | make a personal API key",
        "apiKey      | phs_fake | a project secret key             | make a personal API key",
        "apiKey      | pha_fake | an OAuth access token            | hand it over as 'accessToken'",
        "apiKey      | phr_fake | a refresh token                  | hand it over as 'refreshToken'",
        "accessToken | phx_fake | a personal API key               | hand it over as 'apiKey'",
        "accessToken | phc_fake | a project token, which is public | make a personal API key",
        "accessToken | phs_fake | a project secret key             | make a personal API key",
        "accessToken | phr_fake | a refresh token                  | beside the access token"
      })
  void wrongKindIsRefusedBeforeAnyRequestWithReasonAndFix(
      String field, String text, String reason, String fix) {
    assertRefused(
        field.equals("apiKey") ? host.apiKey(text) : host.accessToken(text), field, reason, fix);
  }

  @ParameterizedTest
  @CsvSource({
    "pha_fake, an OAuth access token, hand it over as 'accessToken'",
    "phx_fake, a personal API key, hand it over as 'apiKey'",
    "phc_fake, a project token, make a personal API key",
    "phs_fake, a project secret key, make a personal API key"
  })
  void wrongKindOfRefreshTokenIsRefusedToo(String text, String reason, String fix) {
    assertRefused(
        host.accessToken("pha_fake").refreshToken(Secret.of(text)), "refreshToken", reason, fix);
  }

  /** Very old personal keys have no prefix. */
  @Test
  void keyWithoutAPrefixIsShownToTheService() {
    assertThatThrownBy(() -> host.create(host.apiKey("oldfake")))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_REJECTED));
  }

  private void assertRefused(
      ConnectionRequest.Builder request, String field, String reason, String fix) {
    assertThatThrownBy(() -> host.create(request))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_WRONG_KIND);
              assertThat(refused.detail().field()).contains(field);
            })
        .hasMessageContaining(reason)
        .hasMessageContaining(fix)
        .hasMessageNotContaining("_fake");
    assertThat(host.service().count(Endpoint.IDENTITY)).isZero();
    assertThat(host.connections()).isEmpty();
  }
}

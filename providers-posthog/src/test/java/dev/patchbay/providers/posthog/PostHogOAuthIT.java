package dev.patchbay.providers.posthog;

import static dev.patchbay.testkit.providers.ProviderHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.PostHogDialect;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostHogOAuthIT {
  private final ProviderHost host =
      ProviderHost.start(new PostHogProvider(), PostHogDialect.cloud());

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void connectsByOAuth() {
    Connection connection = host.connect(host.session());

    assertThat(connection.account().map(Account::id)).contains(host.service().account().id());
    assertThat(connection.account().flatMap(Account::displayName)).contains("Sandy Box");
    assertThat(connection.grantedScopes())
        .isEqualTo(Scopes.of("openid", "profile", "email", "user:read", "project:read"));
    assertThat(connection.expiresAt()).contains(connection.createdAt().plusSeconds(3600));
    assertThat(connection.variables()).containsEntry("region", "us");
  }

  @Test
  void sendsWhatPostHogAsksFor() {
    Session session = host.integrations().sessions().create(host.session().build());
    String authorizeUrl = session.authorizeUrl().orElseThrow();
    assertThat(authorizeUrl)
        .contains("/us.posthog.com/oauth/authorize/?")
        .contains("code_challenge_method=S256")
        .contains("response_type=code");
    host.connect(host.session());

    RecordedRequest token = host.service().requests(Endpoint.TOKEN).get(0);
    assertThat(token.url().toString()).endsWith("us.posthog.com/oauth/token/");
    assertThat(token.bodyField("code_verifier")).isPresent();
    assertThat(token.bodyField("client_id")).isPresent();
    assertThat(token.bodyField("client_secret")).isPresent();
    assertThat(token.header("authorization")).isEmpty();
  }

  @Test
  void publicClientSendsNoSecret() {
    try (ProviderHost open =
        ProviderHost.start(new PostHogProvider(), PostHogDialect.cloud().withoutClientSecret())) {
      Connection connection = open.connect(open.session());

      assertThat(open.service().requests(Endpoint.TOKEN).get(0).bodyField("client_secret"))
          .isEmpty();
      assertThat(open.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
      assertThat(open.service().requests(Endpoint.REVOKE).get(0).bodyField("client_secret"))
          .isEmpty();
    }
  }

  @Test
  void europeIsAskedForByTheVariable() {
    try (ProviderHost european =
        ProviderHost.start(new PostHogProvider(), PostHogDialect.cloud().inRegion("eu"))) {
      Connection connection = european.connect(european.session().variable("region", "eu"));

      assertThat(connection.variables()).containsEntry("region", "eu");
      assertThat(european.service().requests(Endpoint.IDENTITY).get(0).url().toString())
          .contains("eu.posthog.com");
    }
  }

  /** A grant can live elsewhere than it was asked for; all that follows must go where it lives. */
  @Test
  void replySaysInWhichRegionTheGrantLives() {
    try (ProviderHost moved =
        ProviderHost.start(new PostHogProvider(), PostHogDialect.cloud().replyingRegion("eu"))) {
      moved.service().script(Endpoint.IDENTITY, identity());
      Connection connection = moved.connect(moved.session());

      assertThat(connection.variables()).containsEntry("region", "eu");
      assertThat(moved.service().requests(Endpoint.IDENTITY).get(0).url().toString())
          .contains("eu.posthog.com");
      moved.delete(connection);
      assertThat(moved.service().requests(Endpoint.REVOKE).get(0).url().toString())
          .contains("eu.posthog.com");
    }
  }

  @Test
  void discardedGrantIsNotRevokedBecauseOthersOfItsUserWouldDie() {
    host.service().script(Endpoint.IDENTITY, Fault.status(401));

    assertThat(host.arrive(host.session()).session().status()).isEqualTo(SessionStatus.FAILED);
    assertThat(host.service().count(Endpoint.REVOKE)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"elsewhere", "EU", "eu.evil.example"})
  void regionThatIsNotKnownIsNotFollowed(String region) {
    host.service().script(Endpoint.TOKEN, Fault.with("posthog_region", region));

    assertThat(host.connect(host.session()).variables()).containsEntry("region", "us");
    assertThat(host.service().requests(Endpoint.IDENTITY))
        .allMatch(request -> request.url().toString().contains("us.posthog.com"));
  }

  @Test
  void grantThatMayNotReadItsUserTellsByUserInfo() {
    Connection connection =
        host.connect(host.session().scopes(Scopes.of("openid", "email", "query:read")));

    assertThat(connection.account().map(Account::id)).contains(host.service().account().id());
    assertThat(connection.account().flatMap(Account::email)).contains("sandy@example.test");
    assertThat(host.service().count(Endpoint.USERINFO)).isEqualTo(1);
    assertThat(host.service().count(Endpoint.KEY_IDENTITY)).isZero();
  }

  @Test
  void tokenThatIsHandedOverAndMayNotReadItsUserTellsByUserInfoToo() {
    String token = host.service().issueToken(Scopes.of("openid", "email"));

    Connection connection = host.create(host.accessToken(token));

    assertThat(connection.account().map(Account::id)).contains(host.service().account().id());
    assertThat(host.service().count(Endpoint.USERINFO)).isEqualTo(1);
    assertThat(host.service().count(Endpoint.KEY_IDENTITY)).isZero();
  }

  @Test
  void userCanBeAskedForOneProjectOnly() {
    SessionRequest request = host.session().parameter("required_access_level", "project").build();

    assertThat(host.integrations().sessions().create(request).authorizeUrl().orElseThrow())
        .contains("required_access_level=project");
  }

  @Test
  void sameUserByOAuthAndByKeyIsOneConnection() {
    Connection byOAuth = host.connect(host.session());
    Connection byKey = host.create(host.apiKey(host.service().issueKey(Scopes.of("user:read"))));

    assertThat(byKey.id()).isEqualTo(byOAuth.id());
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void anotherUserBesideItIsTwo() {
    host.connect(host.session());
    host.service().signIn(SandboxAccount.builder("acct-2", "grace").name("Grace Example").build());
    host.create(host.apiKey(host.service().issueKey(Scopes.of("user:read"))));

    assertThat(host.connections()).hasSize(2);
  }

  @Test
  void tokensOfAnOAuthFlowCanBeHandedOverWithTheirRefreshToken() {
    SandboxGrant grant = host.service().issueGrant(Scopes.of("openid", "user:read"));

    Connection connection =
        host.create(
            host.accessToken(grant.accessToken())
                .refreshToken(Secret.of(grant.refreshToken().orElseThrow())));

    assertThat(connection.account().map(Account::id)).contains(host.service().account().id());
    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(host.service().isAlive(grant.accessToken())).isFalse();
  }

  /** One call ends every grant of the user with the application, so it is not made lightly. */
  @Test
  void deletingOneOfTwoConnectionsOfAUserLeavesTheOtherAlive() {
    Connection shared = host.connect(host.session());
    Connection own =
        host.connect(
            SessionRequest.builder(WORKSPACE, "posthog").memberId(MemberId.of("member_1")));

    assertThat(host.delete(own).revocation()).isEqualTo(Revocation.SKIPPED);
    assertThat(host.service().count(Endpoint.REVOKE)).isZero();
    assertThat(host.delete(shared).revocation()).isEqualTo(Revocation.REVOKED);
    RecordedRequest revocation = host.service().requests(Endpoint.REVOKE).get(0);
    assertThat(revocation.url().toString()).endsWith("us.posthog.com/oauth/revoke/");
    assertThat(revocation.bodyField("token")).get().asString().startsWith("phr_");
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_grant, code_rejected",
    "invalid_client, client_rejected",
    "temporarily_unavailable, provider_unavailable"
  })
  void errorsAreClassed(String error, String code) {
    host.service().script(Endpoint.TOKEN, Fault.error(error));
    Session session = host.arrive(host.session()).session();

    assertThat(session.failure().orElseThrow().code()).isEqualTo(code);
  }

  private static Fault identity() {
    return Fault.json(200, "{\"uuid\":\"583231\",\"first_name\":\"Sandy\",\"last_name\":\"Box\"}");
  }
}

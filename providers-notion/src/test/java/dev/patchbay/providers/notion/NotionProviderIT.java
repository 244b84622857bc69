package dev.patchbay.providers.notion;

import static dev.patchbay.testkit.providers.ProviderHost.CALLBACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Account;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.providers.Query;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.NotionDialect;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotionProviderIT {
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final ProviderHost host =
      ProviderHost.start(new NotionProvider(), NotionDialect.standard());

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void connectsByOAuth() {
    Connection connection = host.connect(host.session());

    Account account = connection.account().orElseThrow();
    assertThat(account.id()).matches(UUID + ":" + UUID);
    assertThat(account.displayName()).contains("Sandy Box's workspace");
    assertThat(account.email()).contains("sandy@example.test");
    assertThat(connection.grantedScopes()).isEqualTo(Scopes.none());
    assertThat(connection.expiresAt()).isEmpty();
  }

  @Test
  void accountIsTheUserInTheWorkspace() {
    host.service()
        .script(
            Endpoint.IDENTITY, bot("w1", user("u1")), bot("w1", user("u2")), bot("w2", user("u1")));

    List<String> ids =
        List.of(
            accountId(host.connect(host.session())),
            accountId(host.connect(host.session())),
            accountId(host.connect(host.session())));

    assertThat(ids).containsExactly("w1:u1", "w1:u2", "w2:u1");
    assertThat(host.connections()).hasSize(3);
  }

  @Test
  void grantOfTheWholeWorkspaceHasNoUser() {
    host.service()
        .script(Endpoint.IDENTITY, bot("w1", "{\"type\":\"workspace\",\"workspace\":true}"));

    assertThat(accountId(host.connect(host.session()))).isEqualTo("w1");
  }

  @Test
  void sendsTheUserToThePagePickerWithTheseParametersOnly() {
    URI url = host.authorizeUrl(host.session());

    assertThat(url.getPath()).isEqualTo("/api.notion.com/v1/oauth/authorize");
    assertThat(Query.of(url).asMap())
        .containsOnlyKeys("owner", "response_type", "client_id", "redirect_uri", "state")
        .containsEntry("owner", "user")
        .containsEntry("response_type", "code")
        .containsEntry("redirect_uri", CALLBACK + "/notion");
  }

  @Test
  void exchangesTheCodeInJsonWithTheClientInTheHeader() {
    host.connect(host.session());

    RecordedRequest exchange = host.service().requests(Endpoint.TOKEN).get(0);
    assertThat(exchange.header("content-type")).get().asString().startsWith("application/json");
    assertThat(exchange.bodyField("grant_type")).contains("authorization_code");
    assertThat(exchange.bodyField("redirect_uri")).contains(CALLBACK + "/notion");
    assertThat(exchange.authorization("Basic")).isPresent();
    for (String absent : List.of("client_id", "client_secret", "code_verifier")) {
      assertThat(exchange.bodyField(absent)).as(absent).isEmpty();
    }
  }

  @Test
  void everyCallNamesTheVersion() {
    host.delete(host.connect(host.session()));

    for (Endpoint endpoint : List.of(Endpoint.TOKEN, Endpoint.IDENTITY, Endpoint.REVOKE)) {
      assertThat(host.service().requests(endpoint))
          .isNotEmpty()
          .allMatch(
              request -> request.header("notion-version").filter("2026-03-11"::equals).isPresent());
    }
  }

  @Test
  void deletingEndsBothTokens() {
    Connection connection = host.connect(host.session());

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(host.service().requests(Endpoint.REVOKE))
        .hasSize(2)
        .allMatch(request -> request.authorization("Basic").isPresent())
        .allMatch(request -> host.service().isRevoked(request.bodyField("token").orElseThrow()))
        .extracting(request -> request.bodyField("token").orElseThrow().substring(0, 4))
        .containsExactly("nrt_", "ntn_");
  }

  @Test
  void olderConnectionHasNoRefreshToken() {
    try (ProviderHost older =
        ProviderHost.start(new NotionProvider(), NotionDialect.withoutRefreshToken())) {
      Connection connection = older.connect(older.session());

      assertThat(connection.account()).isPresent();
      assertThat(older.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
      assertThat(older.service().requests(Endpoint.REVOKE))
          .hasSize(1)
          .allMatch(request -> older.service().isRevoked(request.bodyField("token").orElseThrow()));
    }
  }

  @Test
  void connectionWithoutTheCapabilityForEmailsHasNone() {
    host.service()
        .signIn(
            SandboxAccount.builder("42", "ada").email("ada@example.test").emailHidden().build());

    Account account = host.connect(host.session()).account().orElseThrow();

    assertThat(account.email()).isEmpty();
    assertThat(account.displayName()).contains("ada's workspace");
  }

  @Test
  void connectionWithoutTheCapabilityForUsersKnowsTheirIdOnly() {
    host.service().script(Endpoint.IDENTITY, bot("w1", user("u1")));

    Account account = host.connect(host.session()).account().orElseThrow();

    assertThat(account.id()).isEqualTo("w1:u1");
    assertThat(account.displayName()).isEmpty();
    assertThat(account.email()).isEmpty();
  }

  @Test
  void reconnectWithAnotherAccountIsRefused() {
    Connection connection = host.connect(host.session());
    host.service().signIn(SandboxAccount.builder("42", "ada").build());

    Session refused = host.arrive(host.session().connectionId(connection.id())).session();

    assertThat(refused.failure().orElseThrow().code()).isEqualTo("account_mismatch");
    assertThat(host.connections())
        .extracting(Connection::account)
        .containsExactly(connection.account());
  }

  @Test
  void userWhoPressesCancelHasDenied() {
    assertThat(
            host.comeBack(SandboxUser.at(host.sandbox()).deny(host.authorizeUrl(host.session())))
                .session()
                .status())
        .isEqualTo(SessionStatus.DENIED);
    assertThat(host.service().count(Endpoint.TOKEN)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_grant, code_rejected",
    "invalid_client, client_rejected",
    "unauthorized, client_rejected",
    "conflict_error, provider_unavailable",
    "rate_limited, provider_unavailable",
    "internal_server_error, provider_unavailable",
    "service_unavailable, provider_unavailable",
    "service_overload, provider_unavailable",
    "validation_error, exchange_refused",
    "restricted_resource, exchange_refused"
  })
  void errorsAreClassed(String error, String code) {
    host.service().script(Endpoint.TOKEN, Fault.error(error));

    Session session = host.arrive(host.session()).session();

    assertThat(session.failure().orElseThrow().code()).isEqualTo(code);
    assertThat(session.failure().orElseThrow().serviceError()).contains(error);
  }

  /** The session waits for another try; that a grant is refused would end it. */
  @ParameterizedTest
  @CsvSource({"conflict_error", "service_overload"})
  void conflictAndOverloadLeaveAGrantStaged(String error) {
    host.service().script(Endpoint.IDENTITY, Fault.error(error));

    CallbackResult arrived = host.arrive(host.session());

    assertThat(arrived.session().status()).isEqualTo(SessionStatus.PENDING);
    assertThat(host.service().count(Endpoint.REVOKE)).isZero();
  }

  private static String accountId(Connection connection) {
    return connection.account().orElseThrow().id();
  }

  private static String user(String id) {
    return "{\"type\":\"user\",\"user\":{\"object\":\"user\",\"id\":\"" + id + "\"}}";
  }

  private static Fault bot(String workspace, String owner) {
    return Fault.json(
        200,
        "{\"object\":\"user\",\"id\":\"b1\",\"type\":\"bot\",\"bot\":{\"owner\":"
            + owner
            + ",\"workspace_id\":\""
            + workspace
            + "\",\"workspace_name\":null}}");
  }
}

package dev.patchbay.providers.gmail;

import static dev.patchbay.providers.gmail.GmailHost.READ;
import static dev.patchbay.providers.gmail.GmailHost.SEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Account;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.GoogleDialect;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GmailOAuthIT {
  private static final Scopes DEFAULT = Scopes.of("openid", "email", READ);
  private static final SandboxAccount GRACE =
      SandboxAccount.builder("2", "grace").name("Grace").email("Grace@Example.TEST").build();

  private final GmailHost host = GmailHost.start();

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void connectsByOAuth() {
    Connection connection = host.connect(GmailHost.session());

    assertThat(connection.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(connection.account().map(Account::id)).contains("sandy@example.test");
    assertThat(connection.account().flatMap(Account::email)).contains("sandy@example.test");
    assertThat(connection.expiresAt()).contains(connection.createdAt().plusSeconds(3599));
    TokenSetRecord tokens = host.tokens(connection);
    assertThat(tokens.refreshable()).isTrue();
    assertThat(tokens.refreshExpiresAt()).isEmpty();
  }

  /** Google grants 'email' by another name. */
  @Test
  void scopesAreGrantedByTheNamesTheyWereAskedForBy() {
    Scopes asked = Scopes.of("openid", "email", "profile", READ);

    Connection connection = host.connect(GmailHost.session().scopes(asked));

    assertThat(connection.grantedScopes()).isEqualTo(asked);
    assertThat(connection.requestedScopes()).isEqualTo(asked);
  }

  @Test
  void asksGoogleForConsentEachTime() {
    Map<String, String> asked = parameters(host.begin(GmailHost.session()));

    assertThat(asked.remove("state")).hasSizeGreaterThanOrEqualTo(22);
    assertThat(asked.remove("code_challenge")).hasSize(43);
    assertThat(asked)
        .containsOnly(
            Map.entry("response_type", "code"),
            Map.entry("client_id", host.service.client().clientId()),
            Map.entry("redirect_uri", GmailHost.CALLBACK + "/gmail"),
            Map.entry("scope", "openid email " + READ),
            Map.entry("code_challenge_method", "S256"),
            Map.entry("access_type", "offline"),
            Map.entry("prompt", "consent select_account"));
  }

  @Test
  void userWhoConnectsAgainGivesARefreshTokenAgain() {
    Connection first = host.connect(GmailHost.session());
    Connection again = host.connect(GmailHost.session());

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(host.tokens(again).refreshable()).isTrue();
    assertThat(host.tokens(again).version()).isEqualTo(2);
  }

  @Test
  void chooserOfAccountsCanBeNarrowed() {
    Session session =
        host.begin(
            GmailHost.session()
                .parameter("login_hint", "sandy@example.test")
                .parameter("hd", "example.test"));

    assertThat(parameters(session))
        .containsEntry("login_hint", "sandy@example.test")
        .containsEntry("hd", "example.test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt", "include_granted_scopes", "access_type"})
  void requestCannotSetWhatWouldCostTheRefreshTokenOrMixConnections(String name) {
    assertThatThrownBy(() -> host.begin(GmailHost.session().parameter(name, "none")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(name);
  }

  @Test
  void exchangeShowsProofKeyAndClientInTheBody() {
    host.connect(GmailHost.session());

    RecordedRequest exchange = host.service.requests(Endpoint.TOKEN).get(0);
    assertThat(exchange.url().toString()).isEqualTo("https://oauth2.googleapis.com/token");
    assertThat(exchange.bodyField("code_verifier")).isPresent();
    assertThat(exchange.bodyField("client_secret")).isPresent();
    assertThat(exchange.header("authorization")).isEmpty();
  }

  @Test
  void refreshTokenOfAnAppInTestingLivesForAWeek() {
    try (GmailHost testing = GmailHost.with(GoogleDialect.gmail().testing())) {
      Connection connection = testing.connect(GmailHost.session());

      assertThat(connection.status()).isEqualTo(ConnectionStatus.ACTIVE);
      assertThat(connection.expiresAt()).contains(connection.createdAt().plusSeconds(3599));
      assertThat(testing.tokens(connection).refreshExpiresAt())
          .contains(connection.createdAt().plusSeconds(604_799));
    }
  }

  @Test
  void userWhoLeavesMailUntickedIsKnownButNotEnough() {
    try (GmailHost unticked = GmailHost.with(GoogleDialect.gmail().granting(Scopes.none()))) {
      Connection connection = unticked.connect(GmailHost.session());

      assertThat(connection.status()).isEqualTo(ConnectionStatus.INSUFFICIENT_SCOPE);
      assertThat(connection.statusReason()).contains("missing scopes: " + READ);
      assertThat(connection.account().map(Account::id)).contains("sandy@example.test");
      assertThat(unticked.service.count(Endpoint.USERINFO)).isEqualTo(1);
    }
  }

  @Test
  void accountHasOneIdWhateverWasGranted() {
    host.service.signIn(GRACE);
    Connection reads = host.connect(GmailHost.session());
    Connection sends =
        host.connect(GmailHost.session().scopes(Scopes.of("openid", "email", "profile", SEND)));

    assertThat(reads.account().map(Account::id)).contains("grace@example.test");
    assertThat(sends.account().map(Account::id)).contains("grace@example.test");
    assertThat(sends.account().flatMap(Account::displayName)).contains("Grace");
    assertThat(sends.id()).isEqualTo(reads.id());
    assertThat(sends.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(host.service.count(Endpoint.USERINFO)).isEqualTo(1);
  }

  @Test
  void grantThatTellsNoAddressIsRefusedWithGooglesReason() {
    SessionFailure failure = failure(GmailHost.session().scopes(Scopes.of(SEND)));

    assertThat(failure.code()).isEqualTo("identity_rejected");
    assertThat(failure.serviceError()).contains("insufficientPermissions");
    assertThat(host.connections()).isEmpty();
  }

  @Test
  void accountWithoutAMailboxIsRefusedWithGooglesReason() {
    host.service.signIn(SandboxAccount.builder("3", "nomail").build());

    SessionFailure failure = failure(GmailHost.session());

    assertThat(failure.code()).isEqualTo("identity_rejected");
    assertThat(failure.serviceError()).contains("failedPrecondition");
    assertThat(failure.serviceDescription()).contains("Mail service not enabled");
  }

  @Test
  void connectionCanBeAskedForMoreAndKeepsItsId() {
    Connection reads = host.connect(GmailHost.session());

    Connection more =
        host.connect(
            GmailHost.session().connectionId(reads.id()).additionalScopes(Scopes.of(SEND)));

    assertThat(more.id()).isEqualTo(reads.id());
    assertThat(more.requestedScopes()).isEqualTo(DEFAULT.with(Scopes.of(SEND)));
    assertThat(more.grantedScopes()).isEqualTo(DEFAULT.with(Scopes.of(SEND)));
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void reconnectWithAnotherAccountIsRefusedAndChangesNothing() {
    Connection before = host.connect(GmailHost.session());
    TokenSetRecord tokensBefore = host.tokens(before);
    host.service.signIn(GRACE);

    CallbackResult result = host.arrive(GmailHost.session().connectionId(before.id()));

    assertThat(result.session().failure().map(SessionFailure::code)).contains("account_mismatch");
    assertThat(host.connections()).singleElement().usingRecursiveComparison().isEqualTo(before);
    assertThat(host.tokens(before).version()).isEqualTo(tokensBefore.version());
    assertThat(host.tokens(before).sealed().equals(tokensBefore.sealed())).isTrue();
    assertThat(host.service.count(Endpoint.REVOKE)).isZero();
  }

  @Test
  void callbackOfAnotherIssuerIsRefused() {
    Session session = host.begin(GmailHost.session());

    assertThatThrownBy(
            () ->
                host.arrive(
                    "code=4%2F0AFAKE&iss=https%3A%2F%2Fissuer.example&state="
                        + parameters(session).get("state")))
        .hasMessageContaining("issuer");
    assertThat(host.service.count(Endpoint.TOKEN)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_grant, code_rejected",
    "invalid_client, client_rejected",
    "deleted_client, client_rejected",
    "disabled_client, client_rejected",
    "unauthorized_client, client_rejected",
    "redirect_uri_mismatch, client_rejected",
    "invalid_request, exchange_refused"
  })
  void errorsAreClassed(String error, String code) {
    host.service.script(Endpoint.TOKEN, Fault.error(error));

    SessionFailure failure = failure(GmailHost.session());

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.serviceError()).contains(error);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void statusThatPassesIsNobodysFault(int status) {
    host.service.script(Endpoint.TOKEN, Fault.status(status));

    assertThat(failure(GmailHost.session()).code()).isEqualTo("provider_unavailable");
  }

  /** The policy of a Workspace on the length of sessions, in a subtype beside the code. */
  @Test
  void endOfAWorkspaceSessionIsADeadGrant() {
    host.service.script(
        Endpoint.TOKEN,
        Fault.json(400, "{\"error\":\"invalid_grant\",\"error_subtype\":\"invalid_rapt\"}"));

    assertThat(failure(GmailHost.session()).code()).isEqualTo("code_rejected");
  }

  private SessionFailure failure(SessionRequest.Builder request) {
    return host.arrive(request).session().failure().orElseThrow();
  }

  private static Map<String, String> parameters(Session session) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : session.authorizeUrl().orElseThrow().getRawQuery().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }
}

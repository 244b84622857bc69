package dev.patchbay.providers.gmail;

import static dev.patchbay.testkit.providers.ProviderHost.CALLBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Account;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.providers.Query;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.GoogleDialect;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GmailOAuthIT {
  private static final String READ = "https://www.googleapis.com/auth/gmail.readonly";
  private static final String SEND = "https://www.googleapis.com/auth/gmail.send";
  private static final Scopes DEFAULT = Scopes.of("openid", "email", READ);
  private static final SandboxAccount GRACE =
      SandboxAccount.builder("2", "grace").name("Grace").email("Grace@Example.TEST").build();

  private final KeptTokens kept = new KeptTokens();
  private final ProviderHost host =
      ProviderHost.start(new GmailProvider(), GoogleDialect.gmail()).configure(kept::in);

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void connectsByOAuth() {
    Connection connection = host.connect(host.session());

    assertThat(connection.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(connection.account().map(Account::id)).contains("sandy@example.test");
    assertThat(connection.account().flatMap(Account::email)).contains("sandy@example.test");
    assertThat(connection.expiresAt()).contains(connection.createdAt().plusSeconds(3599));
    TokenSetRecord tokens = kept.of(connection);
    assertThat(tokens.refreshable()).isTrue();
    assertThat(tokens.refreshExpiresAt()).isEmpty();
  }

  /** Google grants 'email' by another name. */
  @Test
  void scopesAreGrantedByTheNamesTheyWereAskedForBy() {
    Scopes asked = Scopes.of("openid", "email", "profile", READ);

    Connection connection = host.connect(host.session().scopes(asked));

    assertThat(connection.grantedScopes()).isEqualTo(asked);
    assertThat(connection.requestedScopes()).isEqualTo(asked);
  }

  @Test
  void asksGoogleForConsentEachTime() {
    Map<String, String> asked = new HashMap<>(Query.of(host.authorizeUrl(host.session())).asMap());

    assertThat(asked.remove("state")).hasSizeGreaterThanOrEqualTo(22);
    assertThat(asked.remove("code_challenge")).hasSize(43);
    assertThat(asked)
        .containsOnly(
            Map.entry("response_type", "code"),
            Map.entry("client_id", host.service().client().clientId()),
            Map.entry("redirect_uri", CALLBACK + "/gmail"),
            Map.entry("scope", "openid email " + READ),
            Map.entry("code_challenge_method", "S256"),
            Map.entry("access_type", "offline"),
            Map.entry("prompt", "consent select_account"));
  }

  @Test
  void userWhoConnectsAgainGivesARefreshTokenAgain() {
    Connection first = host.connect(host.session());
    Connection again = host.connect(host.session());

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(kept.of(again).refreshable()).isTrue();
    assertThat(kept.of(again).version()).isEqualTo(2);
  }

  @Test
  void chooserOfAccountsCanBeNarrowed() {
    URI url =
        host.authorizeUrl(
            host.session()
                .parameter("login_hint", "sandy@example.test")
                .parameter("hd", "example.test"));

    assertThat(Query.of(url).asMap())
        .containsEntry("login_hint", "sandy@example.test")
        .containsEntry("hd", "example.test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt", "include_granted_scopes", "access_type"})
  void requestCannotSetWhatWouldCostTheRefreshTokenOrMixConnections(String name) {
    assertThatThrownBy(() -> host.authorizeUrl(host.session().parameter(name, "none")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(name);
  }

  @Test
  void exchangeShowsProofKeyAndClientInTheBody() {
    host.connect(host.session());

    RecordedRequest exchange = host.service().requests(Endpoint.TOKEN).get(0);
    assertThat(exchange.url().toString()).isEqualTo("https://oauth2.googleapis.com/token");
    assertThat(exchange.bodyField("code_verifier")).isPresent();
    assertThat(exchange.bodyField("client_secret")).isPresent();
    assertThat(exchange.header("authorization")).isEmpty();
  }

  @Test
  void refreshTokenOfAnAppInTestingLivesForAWeek() {
    try (ProviderHost testing =
        ProviderHost.start(new GmailProvider(), GoogleDialect.gmail().testing())
            .configure(kept::in)) {
      Connection connection = testing.connect(testing.session());

      assertThat(connection.status()).isEqualTo(ConnectionStatus.ACTIVE);
      assertThat(connection.expiresAt()).contains(connection.createdAt().plusSeconds(3599));
      assertThat(kept.of(connection).refreshExpiresAt())
          .contains(connection.createdAt().plusSeconds(604_799));
    }
  }

  @Test
  void userWhoLeavesMailUntickedIsKnownButNotEnough() {
    try (ProviderHost unticked =
        ProviderHost.start(new GmailProvider(), GoogleDialect.gmail().granting(Scopes.none()))) {
      Connection connection = unticked.connect(unticked.session());

      assertThat(connection.status()).isEqualTo(ConnectionStatus.INSUFFICIENT_SCOPE);
      assertThat(connection.statusReason()).contains("missing scopes: " + READ);
      assertThat(connection.account().map(Account::id)).contains("sandy@example.test");
      assertThat(unticked.service().count(Endpoint.USERINFO)).isEqualTo(1);
    }
  }

  @Test
  void accountHasOneIdWhateverWasGranted() {
    host.service().signIn(GRACE);
    Connection reads = host.connect(host.session());
    Connection sends =
        host.connect(host.session().scopes(Scopes.of("openid", "email", "profile", SEND)));

    assertThat(reads.account().map(Account::id)).contains("grace@example.test");
    assertThat(sends.account().map(Account::id)).contains("grace@example.test");
    assertThat(sends.account().flatMap(Account::displayName)).contains("Grace");
    assertThat(sends.id()).isEqualTo(reads.id());
    assertThat(sends.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(host.service().count(Endpoint.USERINFO)).isEqualTo(1);
  }

  @Test
  void grantThatTellsNoAddressIsRefusedWithGooglesReason() {
    SessionFailure failure = failure(host.session().scopes(Scopes.of(SEND)));

    assertThat(failure.code()).isEqualTo("identity_rejected");
    assertThat(failure.serviceError()).contains("insufficientPermissions");
    assertThat(host.connections()).isEmpty();
  }

  @Test
  void accountWithoutAMailboxIsRefusedWithGooglesReason() {
    host.service().signIn(SandboxAccount.builder("3", "nomail").build());

    SessionFailure failure = failure(host.session());

    assertThat(failure.code()).isEqualTo("identity_rejected");
    assertThat(failure.serviceError()).contains("failedPrecondition");
    assertThat(failure.serviceDescription()).contains("Mail service not enabled");
  }

  @Test
  void connectionCanBeAskedForMoreAndKeepsItsId() {
    Connection reads = host.connect(host.session());

    Connection more =
        host.connect(host.session().connectionId(reads.id()).additionalScopes(Scopes.of(SEND)));

    assertThat(more.id()).isEqualTo(reads.id());
    assertThat(more.requestedScopes()).isEqualTo(DEFAULT.with(Scopes.of(SEND)));
    assertThat(more.grantedScopes()).isEqualTo(DEFAULT.with(Scopes.of(SEND)));
    assertThat(host.connections()).hasSize(1);
  }

  @Test
  void reconnectWithAnotherAccountIsRefusedAndChangesNothing() {
    Connection before = host.connect(host.session());
    TokenSetRecord tokensBefore = kept.of(before);
    host.service().signIn(GRACE);

    CallbackResult result = host.arrive(host.session().connectionId(before.id()));

    assertThat(result.session().failure().map(SessionFailure::code)).contains("account_mismatch");
    assertThat(host.connections()).singleElement().usingRecursiveComparison().isEqualTo(before);
    assertThat(kept.of(before).version()).isEqualTo(tokensBefore.version());
    assertThat(kept.of(before).sealed().equals(tokensBefore.sealed())).isTrue();
    assertThat(host.service().count(Endpoint.REVOKE)).isZero();
  }

  @Test
  void callbackOfAnotherIssuerIsRefused() {
    String state = Query.of(host.authorizeUrl(host.session())).asMap().get("state");

    assertThatThrownBy(
            () ->
                host.comeBack(
                    URI.create(
                        CALLBACK
                            + "/gmail?code=4%2F0AFAKE&iss=https%3A%2F%2Fissuer.example&state="
                            + state)))
        .hasMessageContaining("issuer");
    assertThat(host.service().count(Endpoint.TOKEN)).isZero();
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
    host.service().script(Endpoint.TOKEN, Fault.error(error));

    SessionFailure failure = failure(host.session());

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.serviceError()).contains(error);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void statusThatPassesIsNobodysFault(int status) {
    host.service().script(Endpoint.TOKEN, Fault.status(status));

    assertThat(failure(host.session()).code()).isEqualTo("provider_unavailable");
  }

  /** The policy of a Workspace on the length of sessions, in a subtype beside the code. */
  @Test
  void endOfAWorkspaceSessionIsADeadGrant() {
    host.service()
        .script(
            Endpoint.TOKEN,
            Fault.json(400, "{\"error\":\"invalid_grant\",\"error_subtype\":\"invalid_rapt\"}"));

    assertThat(failure(host.session()).code()).isEqualTo("code_rejected");
  }

  private SessionFailure failure(SessionRequest.Builder request) {
    return host.arrive(request).session().failure().orElseThrow();
  }
}

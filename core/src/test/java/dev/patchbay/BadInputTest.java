package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input at every public entry point: field, found, expected, and nothing changed. */
@NullUnmarked
class BadInputTest {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  private static final SessionId SESSION = SessionId.of("sess_1");
  private static final ConnectionId CONNECTION = ConnectionId.of("conn_1");
  private static final String LONG = "CNRY-".repeat(1000);

  private static final Integrations INTEGRATIONS =
      Integrations.builder()
          .provider(new PlainProvider("plain"))
          .provider(new PlainProvider("unconfigured"))
          .callbackUrl("https://host.example/callback")
          .client("plain", OAuthClient.builder("id").clientSecret(Secret.of("CNRY-x")).build())
          .maxPendingSessions(2, 100)
          .build();

  @AfterAll
  static void close() {
    INTEGRATIONS.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"sessionInputs", "connectionInputs"})
  void namesTheFieldWhatWasFoundAndWhatIsExpected(String field, Consumer<Integrations> call) {
    assertThatThrownBy(() -> call.accept(INTEGRATIONS))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            failure -> {
              assertThat(failure.field()).contains(field);
              assertThat(failure.getMessage())
                  .contains("'" + field + "'", "found ")
                  .matches("(?s).*(expected |use such a path).*")
                  .doesNotContain("CNRY")
                  .hasSizeLessThan(400);
            });
  }

  static Stream<Arguments> sessionInputs() {
    return Stream.of(
        bad("request", i -> i.sessions().create(null)),
        create("workspaceId", SessionRequest.builder(WorkspaceId.of(""), "plain")),
        create("workspaceId", SessionRequest.builder(WorkspaceId.of("a b"), "plain")),
        create("workspaceId", SessionRequest.builder(WorkspaceId.of("a\nb"), "plain")),
        create("workspaceId", SessionRequest.builder(WorkspaceId.of(LONG), "plain")),
        create("integrationType", SessionRequest.builder(WORKSPACE, "")),
        create("integrationType", SessionRequest.builder(WORKSPACE, LONG)),
        create("memberId", plain().memberId(MemberId.of(" "))),
        create("connectionId", plain().connectionId(ConnectionId.of(LONG))),
        create("returnTo", plain().returnTo("https://evil.example")),
        create("returnTo", plain().returnTo("/" + LONG)),
        create("scopes", plain().scopes(Scopes.of("a b"))),
        create("scopes", plain().scopes(Scopes.of(LONG))),
        create("scopes", plain().scopes(Scopes.of("a,b"))),
        create("scopes", plain().scopes(Scopes.of(""))),
        create("scopes", plain().scopes(manyScopes())),
        create("variables.region", plain().variable("region", "mars")),
        create("variables.planet", plain().variable("planet", "mars")),
        create("variables.region", plain().variable("region", "")),
        create("variables.region", plain().variable("region", LONG)),
        create("parameters.prompt", plain().parameter("prompt", "none")),
        create("parameters.login_hint", plain().parameter("login_hint", "a\r\nb")),
        create("browserBinding", plain().browserBinding(Secret.of(""))),
        create("browserBinding", plain().browserBinding(Secret.of(LONG))),
        bad("workspaceId", i -> i.sessions().get(null, SESSION)),
        bad("workspaceId", i -> i.sessions().get(WorkspaceId.of(""), SESSION)),
        bad("sessionId", i -> i.sessions().get(WORKSPACE, null)),
        bad("workspaceId", i -> i.sessions().poll(null, SESSION, PollOptions.defaults())),
        bad("sessionId", i -> i.sessions().poll(WORKSPACE, null, PollOptions.defaults())),
        bad("options", i -> i.sessions().poll(WORKSPACE, SESSION, null)),
        poll("timeout", PollOptions.builder().timeout(Duration.ZERO)),
        poll("timeout", PollOptions.builder().timeout(Duration.ofSeconds(-1))),
        poll("timeout", PollOptions.builder().timeout(Duration.ofDays(2))),
        poll("interval", PollOptions.builder().interval(Duration.ZERO)),
        bad("options", i -> i.sessions().pollAsync(WORKSPACE, SESSION, null).join()),
        bad("request", i -> i.sessions().completeCallback(null)),
        bad(
            "integrationType",
            i -> i.sessions().completeCallback(CallbackRequest.ofQuery("", "state=x&code=y"))),
        bad("request", i -> i.sessions().completeCallbackAsync(null).join()),
        bad(
            "integrationType",
            i ->
                i.sessions()
                    .completeCallbackAsync(CallbackRequest.ofQuery("", "state=x&code=y"))
                    .join()),
        bad("sessionId", i -> i.sessions().findWorkspace(null)));
  }

  static Stream<Arguments> connectionInputs() {
    return Stream.of(
        bad("workspaceId", i -> i.purge(null)),
        bad("workspaceId", i -> i.purge(WorkspaceId.of("a b"))),
        bad("workspaceId", i -> i.connections().create(null, token().build())),
        bad("request", i -> i.connections().create(WORKSPACE, null)),
        hand("integrationType", ConnectionRequest.builder("").apiKey(Secret.of("CNRY-k"))),
        hand("accessToken", ConnectionRequest.builder("plain")),
        hand("accessToken", ConnectionRequest.builder("plain").accessToken(Secret.of(""))),
        hand("apiKey", ConnectionRequest.builder("plain").apiKey(Secret.of("CNRY-\u0000"))),
        hand("memberId", token().memberId(MemberId.of(" "))),
        hand("connectionId", token().connectionId(ConnectionId.of(LONG))),
        hand("connectionId", token().connectionId(CONNECTION).verificationOff()),
        hand("scopes", token().scopes(Scopes.of("a b"))),
        hand("scopes", token().scopes(manyScopes())),
        hand("variables.region", token().variable("region", LONG)),
        hand("extra.team", token().extra("team", LONG)),
        hand("extra", manyExtras()),
        hand("expiresIn", token().expiresIn(Duration.ofSeconds(-1))),
        hand("clientId", token().clientId("")),
        bad("workspaceId", i -> i.connections().get(null, CONNECTION)),
        bad("connectionId", i -> i.connections().get(WORKSPACE, null)),
        bad("workspaceId", i -> i.connections().list(WorkspaceId.of(""), ConnectionFilter.all())),
        bad("filter", i -> i.connections().list(WORKSPACE, null)),
        list("limit", ConnectionFilter.builder().limit(0)),
        list("limit", ConnectionFilter.builder().limit(201)),
        list("cursor", ConnectionFilter.builder().cursor("not-a-cursor")),
        list("cursor", ConnectionFilter.builder().cursor("")),
        list("cursor", ConnectionFilter.builder().cursor(LONG)),
        list("memberId", ConnectionFilter.builder().memberId(MemberId.of(""))),
        bad("workspaceId", i -> i.connections().delete(null, CONNECTION, RevocationMode.AUTO)),
        bad("connectionId", i -> i.connections().delete(WORKSPACE, null, RevocationMode.AUTO)),
        bad("mode", i -> i.connections().delete(WORKSPACE, CONNECTION, null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state",
        "STATE",
        "redirect_uri",
        "client_id",
        "client_secret",
        "response_type",
        "response_mode",
        "scope",
        "Scope",
        "code",
        "code_challenge",
        "code_challenge_method",
        "code_verifier",
        "nonce",
        "request",
        "request_uri",
        "resource",
        "dpop_jkt",
        "iss",
        "state[]",
        "%73tate",
        "state ",
        " state",
        "\uff53tate",
        "login_hint\u0000",
        "",
        "prompt"
      })
  void parametersOfTheProtocolCannotBeSet(String name) {
    refused(ErrorCode.INVALID_ARGUMENT, plain().parameter(name, "x"));
  }

  @Test
  void unknownIntegrationTellsWhichThereAre() {
    assertThatThrownBy(() -> create(SessionRequest.builder(WORKSPACE, "githbu")))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("plain")
        .extracting(failure -> ((IntegrationException) failure).code())
        .isEqualTo(ErrorCode.UNKNOWN_INTEGRATION);
  }

  @Test
  void kindOfCredentialThatAnIntegrationDoesNotTakeTellsTheWaysItDoes() {
    for (ConnectionRequest.Builder request :
        List.of(token(), ConnectionRequest.builder("plain").apiKey(Secret.of("CNRY-k")))) {
      assertThatThrownBy(() -> INTEGRATIONS.connections().create(WORKSPACE, request.build()))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("'plain' does not take")
          .hasMessageContaining("by OAuth")
          .extracting(failure -> ((IntegrationException) failure).code())
          .isEqualTo(ErrorCode.CREDENTIAL_WRONG_KIND);
    }
  }

  @Test
  void missingClientTellsHowToConfigureOne() {
    assertThatThrownBy(() -> create(SessionRequest.builder(WORKSPACE, "unconfigured")))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("PATCHBAY_UNCONFIGURED_CLIENT_ID")
        .extracting(failure -> ((IntegrationException) failure).code())
        .isEqualTo(ErrorCode.CLIENT_MISSING);
  }

  @Test
  void idsThatNobodyMadeAreNotFound() {
    for (String odd : new String[] {"sess_1", "", "x\ny", LONG}) {
      assertThatThrownBy(() -> INTEGRATIONS.sessions().get(WORKSPACE, SessionId.of(odd)))
          .isInstanceOf(NotFoundException.class)
          .hasMessageNotContaining("CNRY");
      assertThatThrownBy(() -> INTEGRATIONS.connections().get(WORKSPACE, ConnectionId.of(odd)))
          .isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void pendingSessionsOfOneWorkspaceAreBoundedAndOthersGoOn() {
    WorkspaceId greedy = WorkspaceId.of("ws_greedy");
    create(SessionRequest.builder(greedy, "plain"));
    create(SessionRequest.builder(greedy, "plain"));

    assertThatThrownBy(() -> create(SessionRequest.builder(greedy, "plain")))
        .isInstanceOf(TemporaryFailureException.class)
        .extracting(failure -> ((IntegrationException) failure).code())
        .isEqualTo(ErrorCode.OVERLOADED);
    create(SessionRequest.builder(WorkspaceId.of("ws_modest"), "plain"));
  }

  @Test
  void sessionWithoutBindingIsRefusedWhereOneIsRequired() {
    try (Integrations strict =
        Integrations.builder()
            .provider(new PlainProvider("plain"))
            .callbackUrl("https://host.example/callback")
            .client("plain", OAuthClient.builder("id").clientSecret(Secret.of("x")).build())
            .requireBrowserBinding()
            .build()) {
      assertThatThrownBy(() -> strict.sessions().create(plain().build()))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("browserBinding");
      strict.sessions().create(plain().browserBinding(Secret.of("cookie")).build());
    }
  }

  private static void refused(ErrorCode code, SessionRequest.Builder request) {
    assertThatThrownBy(() -> create(request))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  private static void create(SessionRequest.Builder request) {
    INTEGRATIONS.sessions().create(request.build());
  }

  private static Arguments create(String field, SessionRequest.Builder request) {
    return bad(field, integrations -> integrations.sessions().create(request.build()));
  }

  private static Arguments poll(String field, PollOptions.Builder options) {
    return bad(
        field, integrations -> integrations.sessions().poll(WORKSPACE, SESSION, options.build()));
  }

  private static Arguments hand(String field, ConnectionRequest.Builder request) {
    return bad(field, i -> i.connections().create(WORKSPACE, request.build()));
  }

  private static ConnectionRequest.Builder token() {
    return ConnectionRequest.builder("plain").accessToken(Secret.of("CNRY-t"));
  }

  private static ConnectionRequest.Builder manyExtras() {
    ConnectionRequest.Builder request = token();
    for (int i = 0; i < 33; i++) {
      request.extra("name-" + i, "value");
    }
    return request;
  }

  private static Arguments list(String field, ConnectionFilter.Builder filter) {
    return bad(field, integrations -> integrations.connections().list(WORKSPACE, filter.build()));
  }

  private static Arguments bad(String field, Consumer<Integrations> call) {
    return Arguments.of(field, call);
  }

  private static SessionRequest.Builder plain() {
    return SessionRequest.builder(WORKSPACE, "plain");
  }

  private static Scopes manyScopes() {
    return Scopes.copyOf(Stream.iterate("s", scope -> scope + "s").limit(101).toList());
  }
}

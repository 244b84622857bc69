package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Scopes;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearApiIT {
  private static final String GRAPHQL = "https://api.linear.app/graphql";
  private static final String QUERY =
      "{ viewer { id name displayName email } organization { id name urlKey } }";
  private static final String UNAUTHENTICATED =
      "{\"errors\":[{\"message\":\"Authentication required, not authenticated\","
          + "\"extensions\":{\"type\":\"authentication error\",\"code\":\"AUTHENTICATION_ERROR\","
          + "\"statusCode\":401,\"userError\":true,\"userPresentableMessage\":"
          + "\"You need to authenticate to access this operation.\"}}],\"data\":null}";

  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersWhoseATokenIs() {
    start(LinearDialect.standard().organization("o1", "Example, Inc"));

    HttpResponse<String> reply = ask("Bearer " + service().issueToken(Scopes.of("read")), QUERY);

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"data\":{\"viewer\":{\"id\":\"583231\",\"name\":\"Sandy Box\","
                + "\"displayName\":\"sandy\",\"email\":\"sandy@example.test\"},"
                + "\"organization\":{\"id\":\"o1\",\"name\":\"Example, Inc\","
                + "\"urlKey\":\"example-inc\"}}}");
  }

  @Test
  void answersFieldsThatWereAskedForOnly() {
    start(LinearDialect.standard());
    String header = "Bearer " + service().issueToken(Scopes.of("read"));

    assertThat(ask(header, "query Me { organization { urlKey } viewer {email,id} }").body())
        .isEqualTo(
            "{\"data\":{\"organization\":{\"urlKey\":\"sandbox-org\"},"
                + "\"viewer\":{\"email\":\"sandy@example.test\",\"id\":\"583231\"}}}");
    assertThat(ask(header, "query{viewer{id}}").body())
        .isEqualTo("{\"data\":{\"viewer\":{\"id\":\"583231\"}}}");
  }

  @Test
  void leavesOutWhatAnAccountHides() {
    start(LinearDialect.standard());
    service()
        .signIn(SandboxAccount.builder("2", "ada").email("a@example.test").emailHidden().build());

    assertThat(ask("Bearer " + service().issueToken(Scopes.none()), "{viewer{name email}}").body())
        .isEqualTo("{\"data\":{\"viewer\":{\"name\":\"ada\",\"email\":null}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ viewer { phone } }",
        "{ team { id } }",
        "{ viewer { id } team { id } }",
        "{ viewer { } }",
        "{ viewer }",
        "{ viewer { id }",
        "viewer { id }",
        "mutation { viewer { id } }",
        "{}"
      })
  void refusesQueriesThatItCannotAnswer(String query) {
    start(LinearDialect.standard());

    HttpResponse<String> reply = ask("Bearer " + service().issueToken(Scopes.none()), query);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("\"code\":\"GRAPHQL_").endsWith("\"data\":null}");
  }

  @Test
  void readsQueriesInJsonOnly() {
    Flow flow = start(LinearDialect.standard());
    String header = "Bearer " + service().issueToken(Scopes.none());

    HttpResponse<String> form =
        flow.send(flow.form(GRAPHQL, Map.of("query", QUERY), "Authorization", header));

    assertThat(form.statusCode()).isEqualTo(400);
  }

  @Test
  void takesKeysWithoutASchemeOnly() {
    start(LinearDialect.standard());
    String key = service().issueKey(Scopes.none());

    HttpResponse<String> bearer = ask("Bearer " + key, QUERY);

    assertThat(key).startsWith("lin_api_");
    assertThat(ask(key, QUERY).statusCode()).isEqualTo(200);
    assertThat(bearer.statusCode()).isEqualTo(400);
    assertThat(bearer.body())
        .isEqualTo(
            "{\"errors\":[{\"message\":\"It looks like you're trying to use an API key as a Bearer"
                + " token. Remove the Bearer prefix from the Authorization header.\"}],"
                + "\"data\":null}");
  }

  @Test
  void takesTokensWithTheirSchemeOnly() {
    start(LinearDialect.standard());
    String token = service().issueToken(Scopes.none());

    assertThat(ask(token, QUERY).statusCode()).isEqualTo(401);
    assertThat(ask("Bearer " + token, QUERY).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesKeysAndTokensThatEndedOrNeverWere() {
    Flow flow = start(LinearDialect.standard());
    SandboxGrant grant = service().issueGrant(Scopes.none());
    String key = service().issueKey(Scopes.none());
    flow.send(
        flow.form("https://api.linear.app/oauth/revoke", Map.of("token", grant.accessToken())));
    service().revoke(key);

    HttpResponse<String> reply = ask("Bearer " + grant.accessToken(), QUERY);

    assertThat(reply.statusCode()).isEqualTo(401);
    assertThat(reply.body()).isEqualTo(UNAUTHENTICATED);
    assertThat(ask("Bearer " + grant.refreshToken().orElseThrow(), QUERY).statusCode())
        .isEqualTo(401);
    assertThat(ask(key, QUERY).statusCode()).isEqualTo(401);
    assertThat(ask("Bearer lin_oauth_FAKE", QUERY).statusCode()).isEqualTo(401);
    assertThat(flow.send(flow.json("POST", GRAPHQL, Map.of("query", QUERY))).statusCode())
        .isEqualTo(401);
  }

  @Test
  void tellsTheRefusalInsideOfAGoodAnswerWhereItIsToldTo() {
    start(LinearDialect.standard().authenticationErrorsInside().organization("o1", "Example"));

    HttpResponse<String> reply = ask("Bearer lin_oauth_FAKE", QUERY);

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(UNAUTHENTICATED);
    assertThat(ask("Bearer " + service().issueKey(Scopes.none()), QUERY).statusCode())
        .isEqualTo(400);
  }

  @Test
  void keepsTheOrganizationWhereRefusalsMove() {
    start(LinearDialect.legacyScopes().organization("o1", "Example").authenticationErrorsInside());

    HttpResponse<String> reply = ask("Bearer " + service().issueToken(Scopes.none()), QUERY);

    assertThat(text(reply, "data.organization.id")).isEqualTo("o1");
  }

  private SandboxService service() {
    return sandbox.service("linear");
  }

  private Flow start(LinearDialect dialect) {
    return flow(sandbox.add(dialect));
  }

  private Flow flow(SandboxService service) {
    return new Flow(
        sandbox,
        service,
        "https://linear.app/oauth/authorize",
        "https://api.linear.app/oauth/token");
  }

  private HttpResponse<String> ask(String authorization, String query) {
    Flow flow = flow(service());
    return flow.send(
        flow.json("POST", GRAPHQL, Map.of("query", query), "Authorization", authorization));
  }
}

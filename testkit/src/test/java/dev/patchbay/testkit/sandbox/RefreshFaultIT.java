package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.json;
import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.Scopes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can go wrong with a refresh, and the answers that clients of all services meet. */
class RefreshFaultIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Sandbox sandbox = Sandbox.start();
  private final SandboxService acme = Acme.in(sandbox);
  private final Flow flow = Acme.flow(sandbox, acme);
  private final HttpClient http = Flow.newHttp();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @ParameterizedTest
  @MethodSource("insteadOfTheService")
  void keepsTheRefreshTokenWhereTheFaultAnswersInsteadOfTheService(Fault fault) {
    String refreshToken = newRefreshToken();
    acme.script(Endpoint.TOKEN, fault);

    assertThat(refresh(refreshToken).body()).doesNotContain("\"access_token\":\"CNRY");
    assertThat(acme.isRefreshAlive(refreshToken)).isTrue();
    assertThat(refresh(refreshToken).statusCode()).isEqualTo(200);
    assertThat(acme.refreshesSeen()).containsEntry(refreshToken, 2);
  }

  @ParameterizedTest
  @MethodSource("ofTheAnswer")
  void usesTheRefreshTokenUpBeforeTheAnswerIsLost(Fault fault) {
    String refreshToken = newRefreshToken();
    acme.script(Endpoint.TOKEN, fault);
    HttpRequest request =
        flow.form(Acme.TOKEN, flow.refresh(refreshToken)).timeout(Duration.ofMillis(200)).build();

    assertThatThrownBy(() -> http.send(request, BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);

    assertThat(acme.isRefreshAlive(refreshToken)).isFalse();
    assertThat(refresh(refreshToken).statusCode()).isEqualTo(400);
  }

  @Test
  void canGiveALostAnswerAgainWhereTheServiceReplays() {
    try (Sandbox other = Sandbox.start()) {
      SandboxService replaying =
          other.add(
              StandardDialect.of(Acme.definition())
                  .withRotation(Rotation.replay(Duration.ofMinutes(30))));
      Flow replayed = Acme.flow(other, replaying);
      String refreshToken = replaying.issueGrant(Scopes.none()).refreshToken().orElseThrow();
      replaying.script(Endpoint.TOKEN, Fault.status(200));
      replaying.script(Endpoint.TOKEN, Fault.truncated());
      HttpRequest request = replayed.form(Acme.TOKEN, replayed.refresh(refreshToken)).build();

      assertThat(replayed.token(replayed.refresh(refreshToken)).body()).isEmpty();
      assertThatThrownBy(() -> http.send(request, BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
      String accessToken = text(replayed.token(replayed.refresh(refreshToken)), "access_token");

      assertThat(replaying.isAlive(accessToken)).isTrue();
      assertThat(replaying.findLatest(refreshToken).orElseThrow().accessToken().equals(accessToken))
          .isTrue();
    }
  }

  @Test
  void canGiveNothingButAnAccessToken() {
    HttpResponse<String> reply = refreshWith(Fault.only("access_token"));

    assertThat(reply.body()).matches("\\{\"access_token\":\"CNRY-access-\\w+\"}");
    assertThat(acme.isAlive(text(reply, "access_token"))).isTrue();
  }

  @Test
  void canLeaveOutLifeAndRefreshToken() {
    HttpResponse<String> reply =
        refreshWith(Fault.without("expires_in").and(Fault.without("refresh_token")));

    assertThat(reply.body()).doesNotContain("expires_in", "refresh_token").contains("scope");
    assertThat(acme.isAlive(text(reply, "access_token"))).isTrue();
  }

  @Test
  void canGiveTheLifeAsTextAndNullForARefreshToken() {
    HttpResponse<String> reply =
        refreshWith(Fault.with("expires_in", "3600").and(Fault.with("refresh_token", null)));

    assertThat(reply.body()).contains("\"expires_in\":\"3600\"", "\"refresh_token\":null");
  }

  @Test
  void canAnswerInAForm() {
    HttpResponse<String> reply = refreshWith(Fault.with("nothing", null).and(Fault.formEncoded()));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/x-www-form-urlencoded");
    assertThat(reply.body())
        .startsWith("access_token=CNRY-access-")
        .contains("&expires_in=3600&")
        .doesNotContain("nothing");
  }

  @Test
  void canHideTheTokenOfTheUserBesideThatOfTheBot() {
    HttpResponse<String> reply =
        refreshWith(
            Fault.with("token_type", "bot").and(Fault.with("authed_user.token_type", "user")));

    assertThat(text(reply, "token_type")).isEqualTo("bot");
    assertThat(text(reply, "authed_user.token_type")).isEqualTo("user");
  }

  @Test
  void canSpoilTheRightAnswerAndThenBeLate() {
    String refreshToken = newRefreshToken();
    acme.script(Endpoint.TOKEN, Fault.only("access_token").and(Fault.slow(LONG)));
    HttpRequest request =
        flow.form(Acme.TOKEN, flow.refresh(refreshToken)).timeout(Duration.ofMillis(200)).build();

    assertThatThrownBy(() -> http.send(request, BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(acme.isRefreshAlive(refreshToken)).isFalse();
  }

  @Test
  void canRefuseWithEmptyBodiesPagesAndErrorsOfAnyForm() {
    HttpResponse<String> described =
        refreshWith(
            Fault.json(400, "{\"error\":\"invalid_grant\",\"error_description\":\"It ended.\"}"));
    HttpResponse<String> otherJson =
        refreshWith(Fault.json(400, "{\"message\":\"no\"}").and(Fault.without("message")));
    HttpResponse<String> page = refreshWith(Fault.html(502));
    HttpResponse<String> empty = refreshWith(Fault.status(401));

    assertThat(described.statusCode()).isEqualTo(400);
    assertThat(text(described, "error_description")).isEqualTo("It ended.");
    assertThat(otherJson.statusCode()).isEqualTo(400);
    assertThat(otherJson.body()).isEqualTo("{}");
    assertThat(page.statusCode()).isEqualTo(502);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html");
    assertThat(empty.statusCode()).isEqualTo(401);
    assertThat(empty.body()).isEmpty();
  }

  @Test
  void wordsAnErrorAsTheServiceDoesAfterAnotherFault() {
    HttpResponse<String> reply =
        refreshWith(Fault.with("error_uri", "x").and(Fault.error("invalid_scope")));

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo("{\"error\":\"invalid_scope\"}");
  }

  @Test
  void canRefuseWithStatus200AsGitHubAndSlackDo() {
    SandboxService github = sandbox.add(GitHubDialect.gitHubApp());
    SandboxService slack = sandbox.add(SlackDialect.rotating());
    github.script(Endpoint.TOKEN, Fault.error("bad_refresh_token"));
    slack.script(Endpoint.TOKEN, Fault.error("invalid_refresh_token"));
    Flow atGitHub =
        new Flow(sandbox, github, "unused", "https://github.com/login/oauth/access_token");
    Flow atSlack = new Flow(sandbox, slack, "unused", "https://slack.com/api/oauth.v2.access");

    HttpResponse<String> fromGitHub =
        atGitHub.token(atGitHub.refresh("unused"), "Accept", "application/json");
    HttpResponse<String> fromSlack = atSlack.token(atSlack.refresh("unused"));

    assertThat(fromGitHub.statusCode()).isEqualTo(200);
    assertThat(text(fromGitHub, "error")).isEqualTo("bad_refresh_token");
    assertThat(fromSlack.statusCode()).isEqualTo(200);
    assertThat(fromSlack.body()).isEqualTo("{\"ok\":false,\"error\":\"invalid_refresh_token\"}");
  }

  @Test
  void saysSoWhereAFieldToKeepIsNotThere() {
    HttpResponse<String> reply = refreshWith(Fault.only("access_token", "no_such_field"));

    assertThat(reply.statusCode()).isEqualTo(500);
    assertThat(reply.body()).contains("no field 'no_such_field' to keep");
    assertThat(json(reply).at("access_token").isMissing()).isTrue();
  }

  static Stream<Fault> insteadOfTheService() {
    return Stream.of(
        Fault.status(401),
        Fault.html(502),
        Fault.json(400, "{\"message\":\"no\"}"),
        Fault.error("invalid_grant"));
  }

  static Stream<Fault> ofTheAnswer() {
    return Stream.of(Fault.slow(LONG), Fault.truncated(), Fault.closeWithoutReply());
  }

  private String newRefreshToken() {
    return acme.issueGrant(Scopes.of("read")).refreshToken().orElseThrow();
  }

  private HttpResponse<String> refresh(String refreshToken) {
    return flow.token(flow.refresh(refreshToken));
  }

  private HttpResponse<String> refreshWith(Fault fault) {
    acme.script(Endpoint.TOKEN, fault);
    return refresh(newRefreshToken());
  }
}

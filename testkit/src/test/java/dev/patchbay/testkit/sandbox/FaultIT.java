package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.patchbay.http.JsonView;
import dev.patchbay.model.Scopes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Sandbox sandbox = Sandbox.start();
  private final SandboxService acme = Acme.in(sandbox);
  private final Flow flow = Acme.flow(sandbox, acme);
  private final HttpClient http = Flow.newHttp();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void takesOneRequestEachInOrderAndThenAllIsWell() {
    acme.script(Endpoint.TOKEN, Fault.status(500), Fault.status(503));
    acme.script(Endpoint.TOKEN, Fault.html(502));
    Map<String, String> form = flow.exchange(flow.newCode());

    assertThat(List.of(status(form), status(form), status(form), status(form)))
        .containsExactly(500, 503, 502, 200);
    assertThat(acme.count(Endpoint.TOKEN)).isEqualTo(4);
    assertThat(acme.codesSeen()).containsExactly(entry(form.get("code"), 4));
  }

  @Test
  void addsHeadersToWhatAnotherFaultSays() {
    acme.script(
        Endpoint.TOKEN,
        Fault.status(403)
            .and(Fault.header("X-RateLimit-Remaining", "0"))
            .and(Fault.header("X-RateLimit-Reset", "7")));

    HttpResponse<String> limited = flow.token(flow.exchange("unused"));

    assertThat(limited.statusCode()).isEqualTo(403);
    assertThat(limited.headers().firstValue("x-ratelimit-remaining")).contains("0");
    assertThat(limited.headers().firstValue("x-ratelimit-reset")).contains("7");
  }

  @Test
  void leavesOtherEndpointsAndServicesAlone() {
    SandboxService github = sandbox.add(GitHubDialect.oauthApp());
    github.script(Endpoint.IDENTITY, Fault.status(500));
    acme.script(Endpoint.TOKEN, Fault.status(500));
    String token = acme.issueToken(Scopes.none());

    assertThat(flow.get(Acme.ME, "Authorization", "Bearer " + token).statusCode()).isEqualTo(200);
  }

  @Test
  void answersWithAnyText() {
    acme.script(
        Endpoint.TOKEN,
        Fault.html(200),
        Fault.json(200, "{\"access_token\":7}"),
        Fault.body(418, "text/x-tea", "tea"));
    Map<String, String> form = flow.exchange("unused");

    HttpResponse<String> html = flow.token(form);
    assertThat(html.body()).startsWith("<!DOCTYPE html>");
    assertThat(html.headers().firstValue("Content-Type")).contains("text/html");
    HttpResponse<String> json = flow.token(form);
    assertThat(json.body()).isEqualTo("{\"access_token\":7}");
    assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
    HttpResponse<String> tea = flow.token(form);
    assertThat(tea.statusCode()).isEqualTo(418);
    assertThat(tea.headers().firstValue("Content-Type")).contains("text/x-tea");
  }

  @Test
  void wordsAnErrorAsTheServiceDoes() {
    SandboxService github = sandbox.add(GitHubDialect.oauthApp());
    String url = "https://github.com/login/oauth/access_token";
    github.script(Endpoint.TOKEN, Fault.error("bad_verification_code"));
    acme.script(Endpoint.TOKEN, Fault.error("invalid_client"), Fault.error("invalid_grant"));

    HttpResponse<String> fromGitHub = flow.send(flow.form(url, flow.exchange("unused")));
    assertThat(fromGitHub.statusCode()).isEqualTo(200);
    assertThat(fromGitHub.body()).startsWith("error=bad_verification_code&");
    assertThat(status(flow.exchange("unused"))).isEqualTo(401);
    assertThat(status(flow.exchange("unused"))).isEqualTo(400);
  }

  @Test
  void sendsTheBrowserBackWithAnErrorAtTheAuthorizationEndpoint() {
    acme.script(Endpoint.AUTHORIZE, Fault.error("temporarily_unavailable"));

    assertThat(flow.approve(flow.authorization()))
        .isEqualTo(Map.of("error", "temporarily_unavailable", "state", "s1"));
    assertThat(flow.approve(flow.authorization())).containsKey("code");
  }

  @Test
  void keepsTheCodeWhereTheFaultAnswersInsteadOfTheService() {
    Map<String, String> form = flow.exchange(flow.newCode());
    acme.script(Endpoint.TOKEN, Fault.error("invalid_grant"), Fault.redirect(sandbox.uri()));

    assertThat(status(form)).isEqualTo(400);
    HttpResponse<String> redirect = flow.token(form);
    assertThat(redirect.statusCode()).isEqualTo(307);
    assertThat(redirect.headers().firstValue("Location")).contains(sandbox.uri().toString());
    assertThat(status(form)).isEqualTo(200);
  }

  @Test
  void stallsAfterHalfABodyAndUsesTheCodeUp() throws Exception {
    Map<String, String> form = flow.exchange(flow.newCode());
    acme.script(Endpoint.TOKEN, Fault.stalledBody());
    HttpResponse<InputStream> reply =
        http.send(flow.form(Acme.TOKEN, form).build(), BodyHandlers.ofInputStream());

    int promised = (int) reply.headers().firstValueAsLong("Content-Length").orElseThrow();
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body().readNBytes(promised / 2)).hasSize(promised / 2);
    CompletableFuture<byte[]> rest = CompletableFuture.supplyAsync(() -> rest(reply));
    assertThatThrownBy(() -> rest.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    assertThat(status(form)).isEqualTo(400);

    sandbox.close();
    assertThat(rest).failsWithin(Duration.ofSeconds(5));
  }

  @Test
  void breaksOffAfterHalfABodyAndUsesTheCodeUp() {
    Map<String, String> form = flow.exchange(flow.newCode());
    acme.script(Endpoint.TOKEN, Fault.truncated());

    assertThatThrownBy(() -> exchange(form)).isInstanceOf(IOException.class);
    assertThat(status(form)).isEqualTo(400);
  }

  @Test
  void hangsUpWithoutAReplyAndUsesTheCodeUp() {
    Map<String, String> form = flow.exchange(flow.newCode());
    acme.script(Endpoint.TOKEN, Fault.closeWithoutReply());

    assertThatThrownBy(() -> exchange(form)).isInstanceOf(IOException.class);
    assertThat(status(form)).isEqualTo(400);
    assertThat(acme.count(Endpoint.TOKEN)).isEqualTo(2);
  }

  @Test
  void answersLateAndRight() {
    Map<String, String> form = flow.exchange(flow.newCode());
    acme.script(Endpoint.TOKEN, Fault.slow(Duration.ofMillis(300)));
    HttpRequest impatient = flow.form(Acme.TOKEN, form).timeout(Duration.ofMillis(100)).build();
    assertThatThrownBy(() -> http.send(impatient, BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(status(form)).as("the code is used up before the answer").isEqualTo(400);

    acme.script(Endpoint.TOKEN, Fault.slow(Duration.ofMillis(50)));
    assertThat(text(flow.token(flow.exchange(flow.newCode())), "access_token")).isNotEmpty();
  }

  @Test
  void letsGoOfLateAnswersWhenTheSandboxCloses() {
    acme.script(Endpoint.TOKEN, Fault.slow(LONG));
    CompletableFuture<HttpResponse<String>> waiting =
        http.sendAsync(
            flow.form(Acme.TOKEN, flow.exchange("unused")).build(), BodyHandlers.ofString());
    await().until(() -> acme.count(Endpoint.TOKEN) == 1);

    sandbox.close();

    assertThat(waiting).failsWithin(Duration.ofSeconds(5));
  }

  @Test
  void streamsAsMuchAsItWasToldAndNamesNoLength() throws Exception {
    acme.script(Endpoint.TOKEN, Fault.huge(10_000_001));

    HttpResponse<byte[]> reply =
        http.send(
            flow.form(Acme.TOKEN, flow.exchange("unused")).build(), BodyHandlers.ofByteArray());

    assertThat(reply.body()).hasSize(10_000_001);
    assertThat(new String(reply.body(), 0, 17, StandardCharsets.UTF_8))
        .isEqualTo("{\"access_token\":\"");
    assertThat(reply.headers().firstValue("Content-Length")).isEmpty();
  }

  @Test
  void compressesWhatItSaysIsGzipAndOnlyLabelsTheRest() throws Exception {
    acme.script(Endpoint.TOKEN, Fault.contentEncoding("gzip"), Fault.contentEncoding("br"));

    HttpResponse<byte[]> gzip =
        http.send(
            flow.form(Acme.TOKEN, flow.exchange(flow.newCode())).build(),
            BodyHandlers.ofByteArray());
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes();
    assertThat(JsonView.parse(plain).at("access_token").text()).isPresent();
    assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
    HttpResponse<String> other = flow.token(flow.exchange(flow.newCode()));
    assertThat(other.headers().firstValue("Content-Encoding")).contains("br");
    assertThat(text(other, "access_token")).isNotEmpty();
  }

  @Test
  void changesFieldsOfTheRightAnswer() {
    acme.script(
        Endpoint.TOKEN,
        Fault.without("scope"),
        Fault.with("expires_in", "3600"),
        Fault.with("token_type", null),
        Fault.with("team.id", 7),
        Fault.wrongContentType());

    assertThat(answer()).contains("access_token").doesNotContain("scope");
    assertThat(answer()).contains("\"expires_in\":\"3600\"");
    assertThat(answer()).contains("\"token_type\":null");
    assertThat(answer()).contains("\"team\":{\"id\":7}");
    HttpResponse<String> mislabelled = flow.token(flow.exchange(flow.newCode()));
    assertThat(mislabelled.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain");
    assertThat(text(mislabelled, "access_token")).isNotEmpty();
  }

  @Test
  void saysSoWhereAFaultFindsNothingToChange() {
    acme.script(Endpoint.TOKEN, Fault.without("no_such_field"));

    HttpResponse<String> reply = flow.token(flow.exchange(flow.newCode()));

    assertThat(reply.statusCode()).isEqualTo(500);
    assertThat(reply.body()).contains("no field 'no_such_field'");
  }

  @Test
  void changesNestedFieldsOfTheIdentity() {
    acme.script(Endpoint.IDENTITY, Fault.without("user.id"));
    String token = acme.issueToken(Scopes.none());

    HttpResponse<String> reply = flow.get(Acme.ME, "Authorization", "Bearer " + token);

    assertThat(reply.body()).contains("\"user\":{\"name\"").doesNotContain("\"id\"");
  }

  private String answer() {
    return flow.token(flow.exchange(flow.newCode())).body();
  }

  private int status(Map<String, String> form) {
    return flow.token(form).statusCode();
  }

  private HttpResponse<String> exchange(Map<String, String> form) throws Exception {
    return http.send(flow.form(Acme.TOKEN, form).build(), BodyHandlers.ofString());
  }

  private static byte[] rest(HttpResponse<InputStream> reply) {
    try {
      return reply.body().readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}

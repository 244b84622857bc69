package dev.patchbay.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsentPageIT {
  private static final String NASTY = "<script>alert('x')</script>\"&amp;";
  private static final String HARMLESS =
      "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;amp;";

  private final Sandbox sandbox = Sandbox.start();
  private final SandboxService acme = Acme.in(sandbox);
  private final Flow flow = Acme.flow(sandbox, acme);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void namesServiceAppScopesAndAccountAndHasTwoButtons() {
    HttpResponse<String> page = page(flow.authorization());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<h1>Authorize an app at Acme</h1>")
        .contains("<strong>sandbox-acme-1</strong>")
        .contains("<strong>Sandy Box</strong> (sandy)")
        .contains("<li>read</li>\n<li>write</li>")
        .contains("value=\"approve\">Approve</button>")
        .contains("value=\"deny\">Deny</button>")
        .contains("<html lang=\"en\">")
        .doesNotContain("<script");
  }

  @Test
  void escapesWhateverOthersMayChoose() {
    acme.signIn(SandboxAccount.builder("1", NASTY).name(NASTY + "name").build());
    Map<String, String> parameters = flow.authorization();
    parameters.put("scope", NASTY + "scope");

    HttpResponse<String> page = page(parameters);

    assertThat(page.body())
        .contains(HARMLESS + "name")
        .contains("(" + HARMLESS + ")")
        .contains("<li>" + HARMLESS + "scope</li>")
        .doesNotContain("<script");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
  }

  @Test
  void sendsTheBrowserBackWithCodeAndState() {
    Map<String, String> parameters = flow.authorization();
    parameters.put("state", "a b&c=d+é%");

    assertThat(flow.approve(parameters))
        .containsOnlyKeys("code", "state")
        .containsEntry("state", "a b&c=d+é%");
  }

  @Test
  void sendsTheBrowserBackWithTheUsersNo() {
    assertThat(flow.deny()).isEqualTo(Map.of("error", "access_denied", "state", "s1"));
    assertThat(acme.codesSeen()).isEmpty();
  }

  @Test
  void keepsTheQueryOfTheRedirectUri() {
    acme.registerRedirectUri("http://127.0.0.1:9999/cb?tenant=1");
    Map<String, String> parameters = flow.authorization();
    parameters.put("redirect_uri", "http://127.0.0.1:9999/cb?tenant=1");

    URI callback = SandboxUser.at(sandbox).approve(flow.authorizeUrl(parameters));

    assertThat(callback.toString()).startsWith("http://127.0.0.1:9999/cb?tenant=1&");
    assertThat(Flow.parameters(callback)).containsKeys("tenant", "code", "state");
  }

  @Test
  void neverRedirectsToAnUriThatIsNotRegistered() {
    for (String uri : new String[] {Flow.REDIRECT + "/", "http://127.0.0.1:1/callback", ""}) {
      Map<String, String> parameters = flow.authorization();
      parameters.put("redirect_uri", uri);

      HttpResponse<String> page = page(parameters);

      assertThat(page.statusCode()).isEqualTo(400);
      assertThat(page.headers().firstValue("Location")).isEmpty();
    }
  }

  @Test
  void neverRedirectsForAnUnknownClientOrARepeatedParameter() {
    Map<String, String> parameters = flow.authorization();
    URI repeated = URI.create(flow.authorizeUrl(parameters) + "&state=s2");
    parameters.put("client_id", "nobody");

    assertThat(page(parameters).statusCode()).isEqualTo(400);
    assertThat(get(repeated).statusCode()).isEqualTo(400);
    assertThatThrownBy(() -> SandboxUser.at(sandbox).approve(repeated))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("status 400");
  }

  @Test
  void refusesOtherResponseTypesByRedirect() {
    Map<String, String> parameters = flow.authorization();
    parameters.put("response_type", "token");
    assertThat(flow.approve(parameters)).containsEntry("error", "unsupported_response_type");

    parameters.remove("response_type");
    assertThat(flow.approve(parameters)).containsEntry("error", "invalid_request");
  }

  @Test
  void takesEachAnswerOnce() {
    String ticket = ticket(page(flow.authorization()));

    assertThat(answer(ticket).statusCode()).isEqualTo(302);
    HttpResponse<String> second = answer(ticket);
    assertThat(second.statusCode()).isEqualTo(400);
    assertThat(second.headers().firstValue("Location")).isEmpty();
    assertThat(answer("made-up").statusCode()).isEqualTo(400);
  }

  @Test
  void givesTheTokenToWhoeverWasSignedInWhenAsked() {
    String ticket = ticket(page(flow.authorization()));
    acme.signIn(SandboxAccount.builder("2", "other").build());
    URI callback = URI.create(answer(ticket).headers().firstValue("Location").orElseThrow());

    String code = Objects.requireNonNull(Flow.parameters(callback).get("code"));
    String token = Flow.text(flow.token(flow.exchange(code)), "access_token");

    HttpResponse<String> me = flow.get(Acme.ME, "Authorization", "Bearer " + token);
    assertThat(Flow.text(me, "user.id")).isEqualTo("583231");
  }

  private HttpResponse<String> page(Map<String, String> parameters) {
    return get(flow.authorizeUrl(parameters));
  }

  private HttpResponse<String> get(URI url) {
    return flow.send(HttpRequest.newBuilder(url).GET());
  }

  private HttpResponse<String> answer(String ticket) {
    Map<String, String> form = Map.of("ticket", ticket, "decision", "approve");
    return flow.send(flow.form("https://-/consent/acme", form));
  }

  private static String ticket(HttpResponse<String> page) {
    Matcher found = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}

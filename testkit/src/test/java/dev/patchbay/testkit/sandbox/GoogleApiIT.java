package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Scopes;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleApiIT {
  private static final String AUTHORIZE = "https://accounts.google.com/o/oauth2/v2/auth";
  private static final String TOKEN = "https://oauth2.googleapis.com/token";
  private static final String REVOKE = "https://oauth2.googleapis.com/revoke";
  private static final String PROFILE = "https://gmail.googleapis.com/gmail/v1/users/me/profile";
  private static final String ABOUT = "https://www.googleapis.com/drive/v3/about";
  private static final String USERINFO = "https://openidconnect.googleapis.com/v1/userinfo";
  private static final String SCOPE = "https://www.googleapis.com/auth/";

  private final Sandbox sandbox = Sandbox.start();
  private final SandboxService gmail = sandbox.add(GoogleDialect.gmail());
  private final SandboxService drive = sandbox.add(GoogleDialect.drive());
  private final Flow gmailFlow = new Flow(sandbox, gmail, AUTHORIZE, TOKEN);
  private final Flow driveFlow = new Flow(sandbox, drive, AUTHORIZE, TOKEN);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SCOPE + "gmail.readonly",
        SCOPE + "gmail.metadata",
        SCOPE + "gmail.modify",
        SCOPE + "gmail.compose",
        "https://mail.google.com/"
      })
  void tellsWhoseMailboxItIs(String scope) {
    HttpResponse<String> reply = get(PROFILE, gmail.issueToken(Scopes.of("openid", scope)));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"emailAddress\":\"sandy@example.test\",\"messagesTotal\":10234,"
                + "\"threadsTotal\":6120,\"historyId\":\"8815210\"}");
  }

  @Test
  void tellsNoMailboxWithoutAScopeToReadMail() {
    Scopes scopes = Scopes.of("openid", SCOPE + "gmail.send", SCOPE + "gmail.labels");

    HttpResponse<String> reply = get(PROFILE, gmail.issueToken(scopes));

    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(reply.body())
        .isEqualTo(
            "{\"error\":{\"code\":403,"
                + "\"message\":\"Request had insufficient authentication scopes.\","
                + "\"errors\":[{\"message\":\"Insufficient Permission\",\"domain\":\"global\","
                + "\"reason\":\"insufficientPermissions\"}],\"status\":\"PERMISSION_DENIED\","
                + "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\","
                + "\"reason\":\"ACCESS_TOKEN_SCOPE_INSUFFICIENT\","
                + "\"domain\":\"googleapis.com\"}]}}");
  }

  @Test
  void saysThatAnAccountWithoutAnAddressHasNoMailbox() {
    gmail.signIn(SandboxAccount.builder("7", "quiet").build());

    HttpResponse<String> reply =
        get(PROFILE, gmail.issueToken(Scopes.of(SCOPE + "gmail.readonly")));

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(text(reply, "error.message")).isEqualTo("Mail service not enabled");
    assertThat(reply.body()).contains("\"reason\":\"failedPrecondition\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"drive", "drive.readonly", "drive.file", "drive.metadata.readonly"})
  void tellsWhoseDriveItIs(String scope) {
    HttpResponse<String> reply = about("?fields=user", SCOPE + scope);

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"user\":{\"kind\":\"drive#user\",\"displayName\":\"Sandy Box\",\"me\":true,"
                + "\"permissionId\":\"583231\",\"emailAddress\":\"sandy@example.test\"}}");
  }

  @Test
  void tellsNoDriveWithoutAScopeForDrive() {
    assertThat(about("?fields=user", SCOPE + "gmail.readonly").statusCode()).isEqualTo(403);
    assertThat(about("?fields=user", SCOPE + "driveway").statusCode()).isEqualTo(403);
  }

  @Test
  void demandsThatFieldsOfDriveAreNamed() {
    HttpResponse<String> none = about("", SCOPE + "drive");

    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(text(none, "error.message"))
        .isEqualTo("The 'fields' parameter is required for this method.");
    assertThat(about("?fields=users", SCOPE + "drive").statusCode()).isEqualTo(400);
    for (String fields : List.of("*", "kind,user", "user(permissionId)", "user/emailAddress")) {
      assertThat(about("?fields=" + fields, SCOPE + "drive").statusCode())
          .as(fields)
          .isEqualTo(200);
    }
  }

  @Test
  void hidesTheAddressInDriveButNotFromItsMailbox() {
    SandboxAccount hidden =
        SandboxAccount.builder("7", "quiet").email("q@example.test").emailHidden().build();
    drive.signIn(hidden);
    gmail.signIn(hidden);

    assertThat(about("?fields=user", SCOPE + "drive").body())
        .contains("\"displayName\":\"quiet\"")
        .doesNotContain("q@example.test");
    assertThat(get(PROFILE, gmail.issueToken(Scopes.of(SCOPE + "gmail.readonly"))).body())
        .contains("q@example.test");
  }

  @ParameterizedTest
  @ValueSource(strings = {PROFILE, ABOUT + "?fields=user", USERINFO})
  void refusesDeadAndUnknownTokensKeysAndNone(String url) {
    Scopes scopes = Scopes.of("openid", SCOPE + "gmail.readonly", SCOPE + "drive");
    String dead = gmail.issueToken(scopes);
    gmail.revoke(dead);
    String refresh = drive.issueGrant(scopes).refreshToken().orElseThrow();

    for (String token : List.of(dead, refresh, "ya29.FAKE", drive.issueKey(scopes))) {
      HttpResponse<String> reply = get(url, token);

      assertThat(reply.statusCode()).isEqualTo(401);
      assertThat(reply.body())
          .isEqualTo(
              "{\"error\":{\"code\":401,"
                  + "\"message\":\"Request had invalid authentication credentials.\","
                  + "\"errors\":[{\"message\":\"Invalid Credentials\",\"domain\":\"global\","
                  + "\"reason\":\"authError\",\"location\":\"Authorization\","
                  + "\"locationType\":\"header\"}],\"status\":\"UNAUTHENTICATED\"}}");
    }
    assertThat(gmailFlow.get(url).statusCode()).isEqualTo(401);
  }

  @Test
  void tellsOfItsUserWhatTheScopesOfATokenAllow() {
    String id = text(get(USERINFO, gmail.issueToken(Scopes.of("openid"))), "sub");
    Scopes both = Scopes.of(SCOPE + "userinfo.email", SCOPE + "userinfo.profile");

    assertThat(id).matches("1\\d{20}").isNotEqualTo("583231");
    assertThat(get(USERINFO, drive.issueToken(both)).body())
        .isEqualTo(
            ("{\"sub\":\"%s\",\"email\":\"sandy@example.test\","
                    + "\"email_verified\":true,\"name\":\"Sandy Box\"}")
                .formatted(id));
    assertThat(get(USERINFO, drive.issueToken(Scopes.of(SCOPE + "drive"))).statusCode())
        .isEqualTo(403);
    assertThat(gmail.count(Endpoint.USERINFO)).isEqualTo(1);
    assertThat(drive.count(Endpoint.USERINFO)).isEqualTo(2);
  }

  @Test
  void keepsGmailAndDriveApartWhereTheyShareUrls() {
    HttpResponse<String> mail = connect(gmailFlow, SCOPE + "gmail.readonly");
    HttpResponse<String> files = connect(driveFlow, SCOPE + "drive");

    assertThat(gmail.isAlive(text(mail, "access_token"))).isTrue();
    assertThat(drive.isAlive(text(files, "access_token"))).isTrue();
    assertThat(text(files, "refresh_token")).as("first consent of its own").isNotEmpty();
    for (SandboxService service : List.of(gmail, drive)) {
      assertThat(service.count(Endpoint.AUTHORIZE)).isEqualTo(1);
      assertThat(service.count(Endpoint.TOKEN)).isEqualTo(1);
    }
  }

  @Test
  void takesARevocationToTheServiceOfItsTokenEvenIfThatIsDead() {
    SandboxGrant mail = gmail.issueGrant(Scopes.of(SCOPE + "gmail.readonly"));
    String file = drive.issueToken(Scopes.of(SCOPE + "drive"));
    String refresh = mail.refreshToken().orElseThrow();

    assertThat(revoke(refresh).statusCode()).isEqualTo(200);
    assertThat(revoke(refresh).statusCode()).isEqualTo(400);
    gmailFlow.send(gmailFlow.form(REVOKE + "?token=" + mail.accessToken(), Map.of()));

    assertThat(gmail.isAlive(mail.accessToken())).isFalse();
    assertThat(drive.isAlive(file)).as("another service and client").isTrue();
    assertThat(gmail.count(Endpoint.REVOKE)).isEqualTo(3);
    assertThat(drive.count(Endpoint.REVOKE)).isZero();
  }

  @Test
  void comesWithTheSandboxTwice() {
    assertThat(Dialects.builtIn("gmail").orElseThrow().displayName()).isEqualTo("Gmail");
    assertThat(Dialects.builtIn("gdrive").orElseThrow().displayName()).isEqualTo("Google Drive");
  }

  private HttpResponse<String> about(String query, String scope) {
    return get(ABOUT + query, drive.issueToken(Scopes.of(scope)));
  }

  private HttpResponse<String> get(String url, String token) {
    return gmailFlow.get(url, "Authorization", "Bearer " + token);
  }

  private HttpResponse<String> revoke(String token) {
    return gmailFlow.send(gmailFlow.form(REVOKE, Map.of("token", token)));
  }

  private static HttpResponse<String> connect(Flow flow, String scope) {
    Map<String, String> parameters = flow.authorization();
    parameters.put("scope", scope);
    parameters.put("access_type", "offline");
    return flow.token(flow.exchange(flow.newCode(parameters)));
  }
}

package dev.patchbay.testkit.sandbox;

import static dev.patchbay.testkit.sandbox.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.patchbay.model.Scopes;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.testkit.Canary;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxIT {
  private static final int RACERS = 16;
  private static final int ROUNDS = 20;

  private final Sandbox sandbox = Sandbox.start();
  private final SandboxService acme = Acme.in(sandbox);
  private final Flow flow = Acme.flow(sandbox, acme);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void remembersWhatWasSent() {
    String code = flow.newCode();
    flow.token(flow.exchange(code), "X-Test", "yes");

    RecordedRequest request = acme.requests(Endpoint.TOKEN).get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.url()).isEqualTo(URI.create(Acme.TOKEN));
    assertThat(request.header("x-test")).contains("yes");
    assertThat(request.headers()).containsKey("X-TEST");
    assertThat(request.bodyField("code")).contains(code);
    assertThat(request.body()).contains("grant_type=authorization_code");
    assertThat(request.toString()).isEqualTo("RecordedRequest[POST acme.example/token]");
    assertThat(acme.requests(Endpoint.AUTHORIZE).get(0).queryParameter("state")).contains("s1");
  }

  @Test
  void countsEachEndpointForItself() {
    flow.token(flow.exchange(flow.newCode()));
    flow.token(flow.exchange("made-up"));

    assertThat(acme.count(Endpoint.AUTHORIZE)).isEqualTo(1);
    assertThat(acme.count(Endpoint.TOKEN)).isEqualTo(2);
    assertThat(acme.count(Endpoint.IDENTITY)).isZero();
    assertThat(acme.codesSeen()).hasSize(2).containsEntry("made-up", 1);
  }

  @Test
  void givesATokenToOneOfManyWhoRaceWithTheSameCode() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String code = flow.newCode();
      Map<String, String> form = flow.exchange(code);

      List<Integer> statuses = race(() -> flow.token(form).statusCode());

      assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
      assertThat(Collections.frequency(statuses, 400)).isEqualTo(RACERS - 1);
      assertThat(acme.codesSeen()).containsEntry(code, RACERS);
    }
    assertThat(acme.count(Endpoint.TOKEN)).isEqualTo(RACERS * ROUNDS);
  }

  @Test
  void handsEachFaultToOneOfManyWhoRace() throws Exception {
    acme.script(Endpoint.TOKEN, Fault.status(500), Fault.status(500), Fault.status(500));

    List<Integer> statuses = race(() -> flow.token(flow.exchange("made-up")).statusCode());

    assertThat(Collections.frequency(statuses, 500)).isEqualTo(3);
  }

  @Test
  void makesNoSecretWithoutACanaryInIt() {
    String code = flow.newCode();
    HttpResponse<String> tokens = flow.token(flow.exchange(code));

    assertThat(List.of(code, text(tokens, "access_token"), text(tokens, "refresh_token")))
        .doesNotHaveDuplicates()
        .allMatch(secret -> Canary.findIn(secret.getBytes(StandardCharsets.UTF_8)).isPresent());
    assertThat(acme.client().clientSecret().orElseThrow().reveal())
        .startsWith("CNRY-client-secret-");
  }

  @Test
  void registersFurtherClientsWithIdsAndSecretsOfTheirOwn() {
    assertThat(acme.createClient().clientId()).isNotEqualTo(acme.client().clientId());
    assertThat(acme.createClient().clientSecret()).isNotEqualTo(acme.client().clientSecret());
  }

  @Test
  void answers404WhereNoServiceIs() {
    assertThat(flow.get("https://other.example/authorize").statusCode()).isEqualTo(404);
    assertThat(flow.get(Acme.TOKEN).statusCode()).as("the method counts").isEqualTo(404);
    assertThat(flow.get("https://").statusCode()).isEqualTo(404);
    assertThat(flow.get("https://-/consent/nobody").statusCode()).isEqualTo(404);
    assertThat(acme.count(Endpoint.TOKEN)).isZero();
  }

  @Test
  void pointsAProviderAtItself() {
    IntegrationDefinition definition = sandbox.relocate(Acme::definition).definition();

    assertThat(definition.oauth2().orElseThrow().tokenUrl())
        .hasToString(sandbox.uri() + "/acme.example/token");
    assertThat(definition.api().orElseThrow().baseUrl())
        .hasToString(sandbox.uri() + "/api.acme.example/v1");
    assertThat(sandbox.service("acme")).isSameAs(acme);
  }

  @Test
  void addsTheDialectOfARelocatedProviderThatHasNone() {
    IntegrationProvider plain = () -> named("plain", "https://plain.example");
    IntegrationProvider gitHub = () -> named("github", "https://github.com/login/oauth");

    sandbox.relocate(plain);
    sandbox.relocate(gitHub);

    assertThat(sandbox.service("plain").dialect()).isInstanceOf(StandardDialect.class);
    assertThat(sandbox.service("github").dialect()).isInstanceOf(GitHubDialect.class);
  }

  @Test
  void refusesASecondDialectForOneIntegrationAndServicesThatAreNotThere() {
    assertThatThrownBy(() -> Acme.in(sandbox))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'acme'");
    assertThatThrownBy(() -> sandbox.service("nobody"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'nobody'");
  }

  @Test
  void tellsServicesThatShareAUrlApartByClientAndToken() {
    // Comes first in every order by name, so that it would win if nothing else decided.
    SandboxService twin = sandbox.add(StandardDialect.of(named("aaa", "https://acme.example")));
    Flow twinFlow = new Flow(sandbox, twin, Acme.AUTHORIZE, Acme.TOKEN);

    assertThat(flow.token(flow.exchange(flow.newCode())).statusCode()).isEqualTo(200);
    assertThat(twinFlow.token(twinFlow.exchange(twinFlow.newCode())).statusCode()).isEqualTo(200);
    assertThat(acme.count(Endpoint.TOKEN)).isEqualTo(1);
    assertThat(twin.count(Endpoint.TOKEN)).isEqualTo(1);
  }

  @Test
  void tellsServicesThatShareAUrlApartByKey() {
    SandboxService twin = sandbox.add(StandardDialect.of(identified("aaa", "Bearer")));
    String key = acme.issueKey(Scopes.none());
    String twinKey = twin.issueKey(Scopes.none());

    assertThat(flow.get(Acme.ME, "Authorization", "Bearer " + key).statusCode()).isEqualTo(200);
    assertThat(flow.get(Acme.ME, "Authorization", "Bearer " + twinKey).statusCode()).isEqualTo(200);
    assertThat(acme.count(Endpoint.IDENTITY)).isEqualTo(1);
    assertThat(twin.count(Endpoint.IDENTITY)).isEqualTo(1);
  }

  @Test
  void tellsServicesThatShareAUrlApartByKeyWhateverStandsBeforeIt() {
    SandboxService raw = sandbox.add(StandardDialect.of(identified("zzz", "")));
    SandboxService word = sandbox.add(StandardDialect.of(identified("zz", "token")));
    String rawKey = raw.issueKey(Scopes.none());
    String wordKey = word.issueKey(Scopes.none());

    assertThat(flow.get(Acme.ME, "Authorization", rawKey).statusCode()).isEqualTo(200);
    assertThat(flow.get(Acme.ME, "Authorization", "token " + wordKey).statusCode()).isEqualTo(200);
  }

  @Test
  void givesOutKeysThatBelongToNoClient() {
    String key = acme.issueKey(Scopes.of("read"));

    assertThat(key).startsWith("CNRY-key-");
    assertThat(acme.isAlive(key)).isTrue();
    assertThat(acme.issueKey(Scopes.none())).isNotEqualTo(key);
  }

  @Test
  void givesOutBothTokensOfAGrantForTheFirstClient() {
    acme.createClient();

    SandboxGrant grant = acme.issueGrant(Scopes.of("read"));

    assertThat(grant.accessToken()).startsWith("CNRY-access-");
    assertThat(grant.refreshToken().orElseThrow()).startsWith("CNRY-refresh-");
    assertThat(grant.clientId()).contains(acme.client().clientId());
    assertThat(grant.account()).isSameAs(acme.account());
    assertThat(grant.scopes()).isEqualTo(Scopes.of("read"));
    assertThat(acme.isAlive(grant.accessToken())).isTrue();
  }

  @Test
  void endsWhatItsOwnerRevokesAndNothingElse() {
    String key = acme.issueKey(Scopes.none());
    String token = acme.issueToken(Scopes.none());
    SandboxGrant grant = acme.issueGrant(Scopes.none());

    acme.revoke(key);
    acme.revoke(key);
    acme.revoke(grant.refreshToken().orElseThrow());

    assertThat(acme.isAlive(key)).isFalse();
    assertThat(acme.isAlive(grant.accessToken())).isFalse();
    assertThat(acme.isAlive(token)).isTrue();
    acme.revoke(token);
    assertThat(acme.isAlive(token)).isFalse();
  }

  @Test
  void keepsTokensOfOneServiceFromAnother() {
    SandboxService github = sandbox.add(GitHubDialect.oauthApp());
    String token = github.issueToken(Scopes.none());

    assertThat(acme.isAlive(token)).isFalse();
    assertThat(flow.get(Acme.ME, "Authorization", "Bearer " + token).statusCode()).isEqualTo(401);
  }

  @Test
  void leavesNothingBehindWhenItCloses() throws Exception {
    Sandbox other = Sandbox.start();
    Flow held = Acme.flow(other, Acme.in(other));
    other.service("acme").script(Endpoint.TOKEN, Fault.stalledBody(), Fault.huge(Long.MAX_VALUE));
    var request = held.form(Acme.TOKEN, held.exchange(held.newCode())).build();
    var first = Flow.newHttp().sendAsync(request, BodyHandlers.discarding());
    var second = Flow.newHttp().sendAsync(request, BodyHandlers.discarding());
    await().until(() -> other.service("acme").count(Endpoint.TOKEN) == 2);
    sandbox.close();

    other.close();
    other.close();

    await().untilAsserted(() -> assertThat(serverThreads()).isEmpty());
    assertThat(first).failsWithin(Duration.ofSeconds(5));
    assertThat(second).failsWithin(Duration.ofSeconds(5));
    assertThatThrownBy(() -> Flow.newHttp().send(request, BodyHandlers.discarding()))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void runsOnDaemonThreadsOnly() {
    flow.newCode();

    assertThat(serverThreads()).isNotEmpty().allMatch(Thread::isDaemon);
  }

  @Test
  void answersWithoutTheDelayOfSmallPackets() {
    // A delayed acknowledgement costs 40 ms each; a hundred of them would take four seconds.
    assertTimeout(
        Duration.ofSeconds(3),
        () -> {
          for (int i = 0; i < 100; i++) {
            flow.get(Acme.ME);
          }
        });
  }

  @Test
  void sendsAUserNowhereButToItself() {
    SandboxUser user = SandboxUser.at(sandbox);

    assertThatThrownBy(() -> user.approve(URI.create("https://acme.example/authorize")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> user.approve(URI.create(sandbox.locate("https://x.example/"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("404");
  }

  private static IntegrationDefinition named(String id, String base) {
    return IntegrationDefinition.builder(id, id)
        .auth(
            OAuth2.builder(UrlTemplate.of(base + "/authorize"), UrlTemplate.of(base + "/token"))
                .build())
        .api(ApiAccess.builder(UrlTemplate.of(base)).build())
        .build();
  }

  /** One more service at the place where Acme tells who someone is. */
  private static IntegrationDefinition identified(String id, String credentialScheme) {
    return IntegrationDefinition.builder(id, id)
        .auth(OAuth2.builder(UrlTemplate.of(Acme.AUTHORIZE), UrlTemplate.of(Acme.TOKEN)).build())
        .api(
            ApiAccess.builder(UrlTemplate.of("https://api.acme.example/v1"))
                .credentialScheme(credentialScheme)
                .build())
        .identity(IdentityCall.builder("/me").idPaths("id").build())
        .build();
  }

  private static <T> List<T> race(Callable<T> action) throws Exception {
    ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    try {
      CyclicBarrier start = new CyclicBarrier(RACERS);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        running.add(
            racers.submit(
                () -> {
                  start.await();
                  return action.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } finally {
      racers.shutdownNow();
    }
  }

  private static List<Thread> serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getName().equals("sandbox")
                    || thread.getName().equals("HTTP-Dispatcher")
                    || thread.getName().startsWith("idle-timeout"))
        .toList();
  }
}

package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.internal.connection.PlainCipher;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.testkit.Canary;
import dev.patchbay.web.host.Client;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Faults;
import dev.patchbay.web.host.FaultyStores;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.host.OwnLog;
import dev.patchbay.web.host.PendingSession;
import dev.patchbay.web.spi.BrowserBinding;
import dev.patchbay.web.spi.KeySource;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever throws behind the API, its client learns a code of the list and nothing else. */
class LastResortIT {
  private static final Set<Integer> DOCUMENTED =
      Set.of(200, 201, 303, 400, 401, 403, 404, 405, 413, 415, 422, 429, 503);

  private static final Pattern INTERNALS =
      Pattern.compile("SELECT|CNRY|Exception|Error:|\\bat [\\w.$]+\\(|[a-z]+\\.[a-z]+\\.[A-Z]\\w+");

  private static final List<Class<?>> DEPENDENCIES =
      List.of(
          KeySource.class,
          BrowserBinding.class,
          SessionStore.class,
          ConnectionStore.class,
          IntegrationProvider.class,
          CredentialCipher.class);

  @ParameterizedTest
  @EnumSource
  void faultOfADependencyIsAnsweredWithAClosedCodeAndLogged(Container container) throws Exception {
    Faults faults = new Faults();
    try (Host host = Host.start(faulty(container, faults));
        OwnLog log = OwnLog.open()) {
      int answers = 0;
      int shown = 0;
      for (String place : places()) {
        for (Supplier<Throwable> fault : kinds()) {
          Calls calls = Calls.prepare(host);
          host.faults.breakDown(place, fault);
          faults.breakDown(place, fault);
          for (HttpResponse<String> answer : calls.all()) {
            shown += check(answer, place, log);
            answers++;
          }
          host.faults.mend();
          faults.mend();
        }
      }
      assertThat(answers).isGreaterThan(600);
      assertThat(shown).as("answers that a fault was behind").isGreaterThan(40);
    }
  }

  private static HostSettings faulty(Container container, Faults faults) {
    BrowserBinding none = faults.in(BrowserBinding.class, request -> Optional.empty());
    return HostSettings.in(container)
        .withRegistry(
            builder ->
                builder
                    .stores(new FaultyStores(new MemoryStores(Clock.systemUTC()), faults))
                    .cipher(faults.in(CredentialCipher.class, new PlainCipher())))
        .withServlet(
            servlet ->
                servlet
                    .browserBinding(none)
                    .sessionsPerMinute(1_000_000)
                    .readsPerSecond(1_000_000));
  }

  private static List<String> places() {
    return DEPENDENCIES.stream()
        .flatMap(
            type ->
                Arrays.stream(type.getMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .map(Method::getName)
                    // A definition is read at the start, and never for a request.
                    .filter(name -> !name.equals("definition"))
                    .map(name -> type.getSimpleName() + "." + name))
        .distinct()
        .sorted()
        .toList();
  }

  private static List<Supplier<Throwable>> kinds() {
    String message = "SELECT token FROM grants WHERE token = '" + Canary.secret("fault") + "'";
    return List.of(
        () -> new IllegalStateException(message, new RuntimeException(message)),
        () -> new LinkageError(message));
  }

  /** {@return 1 if the answer says that there was a fault, else 0} */
  private static int check(HttpResponse<String> answer, String place, OwnLog log) throws Exception {
    Set<Integer> documented =
        answer.uri().getPath().endsWith("/healthz") ? Set.of(200, 503) : DOCUMENTED;
    assertThat(documented).as(place).contains(answer.statusCode());
    String whole = answer.headers().map() + answer.body();
    assertThat(INTERNALS.matcher(whole).results().map(found -> found.group().substring(0, 2)))
        .as(place)
        .isEmpty();
    assertThat(log.lines()).noneMatch(line -> line.contains("CNRY") || line.contains("SELECT"));
    String id = answer.headers().firstValue("x-request-id").orElseThrow();
    boolean isFault = isFault(answer, place);
    if (isFault) {
      assertThat(log.lines()).as(place).anyMatch(line -> line.contains(id));
    }
    return isFault ? 1 : 0;
  }

  private static boolean isFault(HttpResponse<String> answer, String place) throws Exception {
    if (!answer.body().startsWith("{")) {
      return answer.body().contains("The application made a mistake");
    }
    JsonNode body = Client.json(answer);
    if (body.path("success").booleanValue()) {
      return false;
    }
    Optional<ErrorCode> code = ErrorCode.find(body.path("code").asText());
    assertThat(code).as(place).isPresent();
    assertThat(code.orElseThrow().httpStatus()).isEqualTo(answer.statusCode());
    return code.orElseThrow() == ErrorCode.INTERNAL_FAULT;
  }

  /**
   * One call of each route, with what it needs.
   *
   * @param host where
   * @param session a session that is pending
   * @param callback what its browser arrives with
   * @param connection the path of a connection
   */
  private record Calls(Host host, PendingSession session, URI callback, String connection) {
    private static final String LIST = "/workspaces/ws_ours/connections";

    static Calls prepare(Host host) throws Exception {
      PendingSession session = PendingSession.begin(host);
      HttpResponse<String> created = host.client.post(LIST, host.organisation, token(host));
      String id = Client.data(created).path("external_id").textValue();
      return new Calls(host, session, host.user.approve(session.authorizeUrl()), LIST + "/" + id);
    }

    private static String token(Host host) {
      return "{\"integration_type\":\"acme\",\"access_token\":\"%s\"}"
          .formatted(host.service.issueToken(Scopes.of("read")));
    }

    List<HttpResponse<String>> all() throws Exception {
      Client client = host.client;
      String key = host.organisation;
      String begin = "{\"integration_type\":\"acme\",\"workspace_id\":\"ws_ours\"}";
      List<HttpResponse<String>> answers = new ArrayList<>();
      answers.add(client.post(PendingSession.SESSIONS, key, begin));
      answers.add(client.get(PendingSession.SESSIONS + "/" + session.id(), key));
      answers.add(client.post(LIST, key, token(host)));
      answers.add(client.get(LIST, key));
      answers.add(client.get(connection, key));
      answers.add(session.arrive("state=unknown&code=unknown"));
      answers.add(session.arrive(callback));
      answers.add(client.get("/integrations", key));
      answers.add(client.get("/healthz", key));
      answers.add(client.send("DELETE", connection, key, null));
      return answers;
    }
  }
}

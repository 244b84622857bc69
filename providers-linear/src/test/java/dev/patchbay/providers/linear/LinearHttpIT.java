package dev.patchbay.providers.linear;

import static dev.patchbay.testkit.providers.ProviderHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Scopes;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.LinearDialect;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.Sandbox;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of Linear's API, which tells of its limits with status 400, and resets in milliseconds. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinearHttpIT {
  private static final String GRAPHQL = "https://api.linear.app/graphql";
  private static final Map<String, String> VIEWER = Map.of("query", "{ viewer { id } }");
  private static final Fault LIMITED =
      Fault.json(400, "{\"errors\":[{\"extensions\":{\"code\":\"RATELIMITED\"}}]}");

  private final ProviderHost host =
      ProviderHost.start(new LinearProvider(), LinearDialect.standard());
  private AuthorizedClient api;
  private int before;

  @BeforeEach
  void connect() {
    use(host.connect(host.session()));
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void waitsUntilTheQuotaIsThereAgain() {
    host.service().script(Endpoint.IDENTITY, usedUp("Complexity", Duration.ofMillis(500)));
    long start = System.nanoTime();

    assertThat(viewer().status()).isEqualTo(200);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(999));
    assertThat(requests()).hasSize(2).allMatch(it -> it.bodyField("query").isPresent());
    assertThat(host.service().count(Endpoint.TOKEN)).isEqualTo(1);
  }

  /** Of the three quotas the one that is used up tells the time. */
  @Test
  void quotaThatIsFarAwayIsToldAtOnce() {
    host.service()
        .breakDown(
            Endpoint.IDENTITY,
            usedUp("Requests", Duration.ofMinutes(10))
                .and(Fault.header("X-RateLimit-Complexity-Remaining", "7"))
                .and(Fault.header("X-RateLimit-Complexity-Reset", millis(Duration.ofHours(1)))));

    TemporaryFailureException failure =
        catchThrowableOfType(TemporaryFailureException.class, this::viewer);

    assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(failure.retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(595), Duration.ofSeconds(605));
    assertThat(requests()).hasSize(1);
  }

  @Test
  void otherErrorWithTheSameStatusIsTheCallersAnswer() {
    ApiReply reply = send(Map.of("query", "{ viewer { shoeSize } }"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(requests()).hasSize(1);
  }

  @Test
  void deadTokenIsRefreshedOnceAndTheRequestRepeated() {
    String dead = token(host.service().requests(Endpoint.IDENTITY).get(0));
    assertThat(host.service().endToken(dead)).isTrue();

    assertThat(viewer().status()).isEqualTo(200);

    assertThat(host.service().count(Endpoint.TOKEN)).isEqualTo(2);
    assertThat(requests()).hasSize(2);
    assertThat(token(requests().get(0))).isEqualTo(dead);
    assertThat(host.service().isAlive(token(requests().get(1)))).isTrue();
  }

  /** A GraphQL server may tell of it inside a success. */
  @Test
  void refusalInsideATwoHundredIsOneToo() {
    host.service()
        .script(
            Endpoint.IDENTITY,
            Fault.json(200, "{\"errors\":[{\"extensions\":{\"code\":\"AUTHENTICATION_ERROR\"}}]}"));

    assertThat(viewer().json().at("data.viewer.id").text()).isPresent();
    assertThat(host.service().count(Endpoint.TOKEN)).isEqualTo(2);
  }

  @Test
  void personalKeyStandsAloneInTheHeader() {
    String key = host.service().issueKey(Scopes.of("read"));
    use(host.create(host.apiKey(key)));

    assertThat(viewer().status()).isEqualTo(200);
    assertThat(requests().get(0).header("authorization")).contains(key);
  }

  @Test
  void tokenDoesNotGoToAnotherServer() {
    try (Sandbox other = Sandbox.start()) {
      URI elsewhere = URI.create(other.locate(GRAPHQL));
      other.add(LinearDialect.standard());
      assertThatThrownBy(() -> api.send(ApiRequest.builder("POST", elsewhere).json(VIEWER).build()))
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));

      host.service().script(Endpoint.IDENTITY, Fault.redirect(elsewhere));
      ApiReply redirected = viewer();

      assertThat(redirected.status()).isEqualTo(307);
      assertThat(redirected.header("location")).contains(elsewhere.toString());
      assertThat(other.service("linear").count(Endpoint.IDENTITY)).isZero();
    }
  }

  private void use(Connection connection) {
    api = host.integrations().connections().http(WORKSPACE, connection.id());
    before = host.service().count(Endpoint.IDENTITY);
  }

  private ApiReply viewer() {
    return send(VIEWER);
  }

  private ApiReply send(Map<String, String> query) {
    return api.send(ApiRequest.builder("POST", api.url("/graphql")).json(query).build());
  }

  private List<RecordedRequest> requests() {
    List<RecordedRequest> all = host.service().requests(Endpoint.IDENTITY);
    return all.subList(before, all.size());
  }

  private static String token(RecordedRequest request) {
    return request.authorization("Bearer").orElseThrow();
  }

  private static Fault usedUp(String quota, Duration left) {
    return LIMITED
        .and(Fault.header("X-RateLimit-" + quota + "-Remaining", "0"))
        .and(Fault.header("X-RateLimit-" + quota + "-Reset", millis(left)));
  }

  /** The sandbox dates its answers as time really is. */
  private static String millis(Duration left) {
    Instant reset = Clock.systemUTC().instant().plus(left);
    return String.valueOf(reset.toEpochMilli());
  }
}

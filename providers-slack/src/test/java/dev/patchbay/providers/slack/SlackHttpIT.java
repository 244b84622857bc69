package dev.patchbay.providers.slack;

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
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SlackDialect;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of Slack's API with a connection of an app whose tokens are refreshed. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlackHttpIT {
  private static final String METHOD = "https://slack.com/api/auth.test";

  private final ProviderHost host =
      ProviderHost.start(new SlackProvider(), SlackDialect.rotating());
  private AuthorizedClient api;
  private int before;

  @BeforeEach
  void connect() {
    api = host.integrations().connections().http(WORKSPACE, host.connect(host.session()).id());
    before = host.service().count(Endpoint.IDENTITY);
  }

  @AfterEach
  void close() {
    host.close();
  }

  /** The sandbox says so as Slack does: 429, a second in the header, the code in the body. */
  @Test
  void waitsAsRetryAfterSays() {
    host.service().script(Endpoint.IDENTITY, Fault.error("ratelimited"));
    long start = System.nanoTime();

    assertFine();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(999));
    assertThat(requests()).hasSize(2);
    assertThat(host.service().count(Endpoint.TOKEN)).isEqualTo(1);
  }

  @Test
  void retryAfterThatIsTooLongIsToldAtOnce() {
    host.service()
        .breakDown(
            Endpoint.IDENTITY, Fault.error("ratelimited").and(Fault.header("Retry-After", "120")));

    TemporaryFailureException failure =
        catchThrowableOfType(TemporaryFailureException.class, this::test);

    assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(failure.retryAfter()).contains(Duration.ofMinutes(2));
    assertThat(requests()).hasSize(1);
  }

  /** With status 200 only the body tells. */
  @ParameterizedTest
  @ValueSource(strings = {"token_expired", "token_revoked", "invalid_auth"})
  void tokenThatTheBodyRefusesIsRefreshedOnceAndTheRequestRepeated(String error) {
    host.service().script(Endpoint.IDENTITY, Fault.error(error));

    assertFine();

    assertThat(host.service().count(Endpoint.TOKEN)).isEqualTo(2);
    assertThat(requests()).hasSize(2);
    assertThat(token(requests().get(1))).isNotEqualTo(token(requests().get(0)));
    assertThat(host.service().isAlive(token(requests().get(1)))).isTrue();
  }

  @Test
  void refusalThatARefreshDoesNotMendIsTheCallersAnswer() {
    host.service().breakDown(Endpoint.IDENTITY, Fault.error("token_expired"));

    ApiReply reply = test();

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().at("error").text()).contains("token_expired");
    assertThat(requests()).hasSize(2);
    assertThat(host.service().count(Endpoint.TOKEN)).isEqualTo(2);
  }

  @Test
  void missingScopeIsTheCallersAnswer() {
    host.service().script(Endpoint.IDENTITY, Fault.error("missing_scope"));

    assertThat(test().json().at("error").text()).contains("missing_scope");
    assertThat(requests()).hasSize(1);
  }

  @Test
  void tokenDoesNotGoToAnotherServer() {
    try (Sandbox other = Sandbox.start()) {
      URI elsewhere = URI.create(other.locate(METHOD));
      other.add(SlackDialect.rotating());
      assertThatThrownBy(() -> api.send(ApiRequest.builder("POST", elsewhere).build()))
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));

      host.service().script(Endpoint.IDENTITY, Fault.redirect(elsewhere));
      ApiReply redirected = test();

      assertThat(redirected.status()).isEqualTo(307);
      assertThat(redirected.header("location")).contains(elsewhere.toString());
      assertThat(other.service("slack").count(Endpoint.IDENTITY)).isZero();
    }
  }

  private ApiReply test() {
    return api.send(ApiRequest.builder("POST", api.url("/api/auth.test")).build());
  }

  private void assertFine() {
    assertThat(test().json().at("ok").truth()).contains(true);
  }

  private List<RecordedRequest> requests() {
    List<RecordedRequest> all = host.service().requests(Endpoint.IDENTITY);
    return all.subList(before, all.size());
  }

  private static String token(RecordedRequest request) {
    return request.authorization("Bearer").orElseThrow();
  }
}

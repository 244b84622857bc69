package dev.patchbay.providers.github;

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
import dev.patchbay.testkit.sandbox.GitHubDialect;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.Sandbox;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of GitHub's API with a connection of a GitHub App, whose tokens are refreshed. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GitHubHttpIT {
  private static final String USER = "https://api.github.com/user";

  private final ProviderHost host =
      ProviderHost.start(new GitHubProvider(), GitHubDialect.gitHubApp());
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

  /** Without a time it would be left alone for a minute, so the answer shows that it was read. */
  @ParameterizedTest
  @ValueSource(ints = {403, 429})
  void waitsUntilTheQuotaIsThereAgain(int status) {
    host.service().script(Endpoint.IDENTITY, usedUp(status, Duration.ofSeconds(1)));

    assertWaited(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429})
  void waitsAsRetryAfterSays(int status) {
    host.service()
        .script(Endpoint.IDENTITY, Fault.status(status).and(Fault.header("retry-after", "1")));

    assertWaited(Duration.ofSeconds(1));
  }

  @Test
  void quotaThatIsFarAwayIsToldAtOnce() {
    host.service().breakDown(Endpoint.IDENTITY, usedUp(403, Duration.ofMinutes(10)));

    assertThat(givenUp()).isBetween(Duration.ofSeconds(595), Duration.ofSeconds(605));
  }

  @Test
  void retryAfterThatIsTooLongIsToldAtOnce() {
    host.service()
        .breakDown(Endpoint.IDENTITY, Fault.status(429).and(Fault.header("retry-after", "120")));

    assertThat(givenUp()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void secondaryLimitWithoutATimeIsLeftAloneForAMinute() {
    host.service().breakDown(Endpoint.IDENTITY, Fault.status(429));

    assertThat(givenUp()).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(75));
  }

  @Test
  void missingRightIsTheCallersAnswer() {
    host.service()
        .script(
            Endpoint.IDENTITY,
            Fault.status(403).and(Fault.header("x-ratelimit-remaining", "4999")));

    assertThat(user().status()).isEqualTo(403);
    assertThat(requests()).hasSize(1);
  }

  @Test
  void deadTokenIsRefreshedOnceAndTheRequestRepeated() {
    String dead = token(host.service().requests(Endpoint.IDENTITY).get(0));
    assertThat(host.service().endToken(dead)).isTrue();

    assertThat(user().status()).isEqualTo(200);

    assertThat(host.service().count(Endpoint.TOKEN)).isEqualTo(2);
    assertThat(requests()).hasSize(2);
    assertThat(token(requests().get(0))).isEqualTo(dead);
    assertThat(host.service().isAlive(token(requests().get(1)))).isTrue();
  }

  @Test
  void refusalThatARefreshDoesNotMendIsTheCallersAnswer() {
    host.service().breakDown(Endpoint.IDENTITY, Fault.status(401));

    assertThat(user().status()).isEqualTo(401);
    assertThat(requests()).hasSize(2);
    assertThat(host.service().count(Endpoint.TOKEN)).isEqualTo(2);
  }

  @Test
  void tokenDoesNotGoToAnotherServer() {
    try (Sandbox other = Sandbox.start()) {
      URI elsewhere = URI.create(other.locate(USER));
      other.add(GitHubDialect.gitHubApp());
      assertThatThrownBy(() -> api.send(ApiRequest.builder("GET", elsewhere).build()))
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));

      host.service().script(Endpoint.IDENTITY, Fault.redirect(elsewhere));
      ApiReply redirected = user();

      assertThat(redirected.status()).isEqualTo(307);
      assertThat(redirected.header("location")).contains(elsewhere.toString());
      assertThat(other.service("github").count(Endpoint.IDENTITY)).isZero();
    }
  }

  private ApiReply user() {
    return api.send(ApiRequest.builder("GET", api.url("/user")).build());
  }

  private void assertWaited(Duration told) {
    long start = System.nanoTime();

    assertThat(user().status()).isEqualTo(200);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(told.minusMillis(1));
    assertThat(requests()).hasSize(2);
    assertThat(host.service().count(Endpoint.TOKEN)).isEqualTo(1);
  }

  private Duration givenUp() {
    TemporaryFailureException failure =
        catchThrowableOfType(TemporaryFailureException.class, this::user);
    assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(requests()).hasSize(1);
    return failure.retryAfter().orElseThrow();
  }

  private List<RecordedRequest> requests() {
    List<RecordedRequest> all = host.service().requests(Endpoint.IDENTITY);
    return all.subList(before, all.size());
  }

  private static String token(RecordedRequest request) {
    return request.authorization("Bearer").orElseThrow();
  }

  /** The sandbox dates its answers as time really is. */
  private static Fault usedUp(int status, Duration left) {
    Instant reset = Clock.systemUTC().instant().plus(left);
    return Fault.status(status)
        .and(Fault.header("x-ratelimit-remaining", "0"))
        .and(Fault.header("x-ratelimit-reset", String.valueOf(reset.getEpochSecond())));
  }
}

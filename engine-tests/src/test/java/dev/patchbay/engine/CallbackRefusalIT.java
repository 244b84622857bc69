package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.sandbox.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackRefusalIT {
  private final TestHost host = TestHost.start();

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void rejectsCallbackWhoseStateWasUsedBefore() {
    Session session = host.begin();
    URI callback = host.approve(session);
    host.callback(callback);
    for (Duration later : List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(9))) {
      host.clock.advance(later);
      CallbackResult replay = host.callback(callback);
      assertThat(replay.refusedWith()).contains("session_already_used");
      assertThat(replay.session().status()).isEqualTo(SessionStatus.COMPLETE);
    }
    assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(1);
  }

  @Test
  void replayOfADenialShowsTheDenial() {
    URI denied = host.user.deny(host.begin().authorizeUrl().map(URI::create).orElseThrow());
    host.callback(denied);

    assertThat(host.callback(denied).session().status()).isEqualTo(SessionStatus.DENIED);
  }

  @Test
  void rejectsForgedStatesAndLeavesTheSessionAlone() {
    Session session = host.begin();
    URI callback = host.approve(session);
    String state = parameters(callback).getOrDefault("state", "");
    List<String> forged =
        List.of(
            "x",
            state.substring(1),
            state + "A",
            state.toUpperCase(java.util.Locale.ROOT),
            "A".repeat(43),
            "A".repeat(5000));
    for (String one : forged) {
      refused(ErrorCode.STATE_UNKNOWN, "code=stolen&state=" + one);
    }
    thenTheRightOneWorks(callback);
  }

  @Test
  void expiryIsExactToTheMillisecond() {
    Session inTime = host.begin();
    URI callbackInTime = host.approve(inTime);
    host.clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(host.callback(callbackInTime).session().status()).isEqualTo(SessionStatus.COMPLETE);

    Session late = host.begin();
    URI callbackLate = host.approve(late);
    host.clock.advance(Duration.ofMinutes(10));
    CallbackResult result = host.callback(callbackLate);
    assertThat(result.refusedWith()).contains("session_expired");
    assertThat(result.session().status()).isEqualTo(SessionStatus.EXPIRED);
    assertThat(host.now(late).status()).isEqualTo(SessionStatus.EXPIRED);
    assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("pollutedQueries")
  void rejectsPollutedQueries(Function<Map<String, String>, String> pollution) {
    Session session = host.begin();
    URI callback = host.approve(session);

    refused(ErrorCode.CALLBACK_MALFORMED, pollution.apply(parameters(callback)));

    thenTheRightOneWorks(callback);
  }

  static Stream<Function<Map<String, String>, String>> pollutedQueries() {
    List<Function<Map<String, String>, String>> all = new ArrayList<>();
    for (String name : List.of("code", "state", "iss")) {
      all.add(good -> query(good) + "&" + name + "=other");
      all.add(good -> query(good) + "&" + name + "=" + good.getOrDefault(name, ""));
      all.add(good -> query(good) + "&%" + hexOfFirst(name) + name.substring(1) + "=other");
      all.add(
          good ->
              query(good).replace(name + "=" + encoded(good.getOrDefault(name, "")), name + "="));
      all.add(good -> query(good).replace(name + "=" + encoded(good.getOrDefault(name, "")), name));
    }
    all.add(good -> query(good) + "&error=access_denied");
    all.add(good -> query(good) + "&error=a&error=b");
    all.add(good -> query(good) + "&error=");
    all.add(good -> "state=" + good.getOrDefault("state", ""));
    all.add(good -> "code=" + good.getOrDefault("code", ""));
    all.add(good -> "");
    all.add(good -> "&&&=&");
    all.add(good -> query(good).replace("code=", "code=%0d%0a"));
    all.add(good -> query(good).replace("code=", "code=%zz"));
    all.add(good -> query(good) + "&x=" + "y".repeat(9000));
    return all.stream();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://acme.example/",
        "https://ACME.example",
        "http://acme.example",
        "https://acme.example:443",
        "https://user@acme.example",
        "https://evil.example",
        "null"
      })
  void rejectsCallbackFromAnotherIssuer(String issuer) {
    Session session = host.begin();
    URI callback = host.approve(session);
    String right = "iss=" + encoded(parameters(callback).getOrDefault("iss", ""));

    refused(
        ErrorCode.ISSUER_MISMATCH, callback.getRawQuery().replace(right, "iss=" + encoded(issuer)));

    thenTheRightOneWorks(callback);
  }

  @Test
  void acceptsCallbackWithoutIssuerAndWithUnknownParameters() {
    Session session = host.begin();
    Map<String, String> good = parameters(host.approve(session));
    good.remove("iss");

    CallbackResult result =
        host.callback(query(good) + "&scope=a&hd=b&access_token=not-taken&error_description=x");

    assertThat(result.session().status()).isEqualTo(SessionStatus.COMPLETE);
  }

  @Test
  void rejectsCallbackAtTheRouteOfAnotherIntegration() {
    Session session = host.begin();
    URI callback = host.approve(session);

    assertThatThrownBy(
            () ->
                host.integrations
                    .sessions()
                    .completeCallback(CallbackRequest.ofQuery("github", callback.getRawQuery())))
        .isInstanceOfSatisfying(
            dev.patchbay.error.MisconfiguredException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNKNOWN_INTEGRATION));
    thenTheRightOneWorks(callback);
  }

  @Test
  void rejectsMissingWrongAndForeignBrowserBinding() {
    Secret cookie = Secret.of("browser-1");
    Session session = host.begin(TestHost.request().browserBinding(cookie).build());
    assertThat(session.browserBound()).isTrue();
    host.begin(TestHost.request().browserBinding(Secret.of("browser-2")).build());
    URI callback = host.approve(session);

    for (String wrong : List.of("", "1", "browser-2", "BROWSER-1", "x".repeat(10_000))) {
      assertRefused(
          ErrorCode.BROWSER_BINDING_MISMATCH,
          CallbackRequest.ofQuery(AcmeProvider.ID, callback.getRawQuery())
              .withBrowserBinding(Secret.of(wrong)));
    }
    refused(ErrorCode.BROWSER_BINDING_MISMATCH, callback.getRawQuery());
    assertThat(host.service.count(Endpoint.TOKEN)).isZero();

    CallbackResult right =
        host.integrations
            .sessions()
            .completeCallback(
                CallbackRequest.ofQuery(AcmeProvider.ID, callback.getRawQuery())
                    .withBrowserBinding(cookie));
    assertThat(right.session().status()).isEqualTo(SessionStatus.COMPLETE);
    // A stranger who replays it learns nothing of the outcome either.
    refused(ErrorCode.BROWSER_BINDING_MISMATCH, callback.getRawQuery());
  }

  @Test
  void forgedErrorsFailNoSession() {
    Secret cookie = Secret.of("browser-1");
    Session session = host.begin(TestHost.request().browserBinding(cookie).build());
    String state = parameters(host.approve(session)).getOrDefault("state", "");

    refused(ErrorCode.BROWSER_BINDING_MISMATCH, "error=access_denied&state=" + state);
    refused(ErrorCode.STATE_UNKNOWN, "error=access_denied&state=guess");

    assertThat(host.now(session).status()).isEqualTo(SessionStatus.PENDING);
  }

  @Test
  void errorOfTheServiceFailsTheSessionWithoutItsText() {
    Session session = host.begin();
    String state = parameters(host.approve(session)).getOrDefault("state", "");

    CallbackResult result =
        host.callback("error=%3Cscript%3E&error_description=secret&state=" + state);

    assertThat(result.session().failure().orElseThrow().code()).isEqualTo("authorization_failed");
    assertThat(result.session().failure().orElseThrow().serviceError()).contains("other");
    assertThat(host.service.count(Endpoint.TOKEN)).isZero();
  }

  @Test
  void swappedCodesAreRejectedByTheProofKey() {
    for (int pair = 0; pair < 10; pair++) {
      Session one = host.begin();
      Session two = host.begin();
      Map<String, String> first = parameters(host.approve(one));
      Map<String, String> second = parameters(host.approve(two));
      String code = first.put("code", second.getOrDefault("code", ""));
      second.put("code", code);

      assertThat(host.callback(query(first)).session().failure().orElseThrow().code())
          .isEqualTo("code_rejected");
      assertThat(host.callback(query(second)).session().failure().orElseThrow().code())
          .isEqualTo("code_rejected");
    }
    assertThat(host.connections()).isEmpty();
  }

  @Test
  void redirectUriThatIsNotRegisteredIsRefusedByTheService() {
    try (TestHost other =
        TestHost.start(builder -> builder.callbackUrl("https://elsewhere.example/cb"))) {
      Session session = other.begin();
      assertThatThrownBy(() -> other.approve(session)).isInstanceOf(RuntimeException.class);
      assertThat(other.service.count(Endpoint.TOKEN)).isZero();
    }
  }

  private void thenTheRightOneWorks(URI callback) {
    assertThat(host.service.count(Endpoint.TOKEN)).isZero();
    assertThat(host.callback(callback).session().status()).isEqualTo(SessionStatus.COMPLETE);
  }

  private void refused(ErrorCode code, String rawQuery) {
    assertRefused(code, CallbackRequest.ofQuery(AcmeProvider.ID, rawQuery));
  }

  private void assertRefused(ErrorCode code, CallbackRequest request) {
    assertThatThrownBy(() -> host.integrations.sessions().completeCallback(request))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  private static Map<String, String> parameters(URI callback) {
    return Queries.parse(callback.getRawQuery());
  }

  private static String query(Map<String, String> parameters) {
    return Queries.write(parameters);
  }

  private static String encoded(String value) {
    return Queries.encode(value);
  }

  private static String hexOfFirst(String name) {
    return Integer.toHexString(name.charAt(0));
  }
}

package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.SessionFailedException;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Session;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTokenEndpointIT {
  private static final String SECRET = Canary.secret("hostile");
  private TestHost host;

  @BeforeAll
  void start() {
    host = TestHost.start(builder -> builder.http(TestHost.impatient()));
  }

  @AfterAll
  void close() {
    host.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void everyFaultFailsTheSessionWithItsCodeAndStoresNothing(
      String name, Fault fault, String expectedCode) {
    int requestsBefore = host.service.count(Endpoint.TOKEN);
    host.service.script(Endpoint.TOKEN, fault);
    Session session = host.begin();
    URI callback = host.approve(session);

    CallbackResult result = host.callback(callback);

    assertThat(result.session().failure().orElseThrow().code()).isEqualTo(expectedCode);
    assertThat(host.connections()).isEmpty();
    assertThat(host.service.count(Endpoint.TOKEN) - requestsBefore).isEqualTo(1);
    assertThat(host.callback(callback).refusedWith()).contains("session_already_used");
    assertThat(host.service.codesSeen().values()).containsOnly(1);
    assertThatThrownBy(
            () ->
                host.integrations
                    .sessions()
                    .poll(TestHost.WORKSPACE, session.id(), PollOptions.defaults()))
        .isInstanceOfSatisfying(
            SessionFailedException.class,
            failure -> {
              assertThat(failure.code().wireValue()).isEqualTo(expectedCode);
              assertThat(Canary.findIn(text(failure).getBytes(StandardCharsets.UTF_8))).isEmpty();
            });
  }

  static Stream<Arguments> faults() {
    String secretBody = "{\"error\":\"invalid_grant\",\"error_description\":\"" + SECRET + "\"}";
    return Stream.of(
        fault("slow beyond the deadline", Fault.slow(Duration.ofSeconds(30)), OUTCOME_UNKNOWN),
        fault("stalled body", Fault.stalledBody(), OUTCOME_UNKNOWN),
        fault("truncated", Fault.truncated(), OUTCOME_UNKNOWN),
        fault("no reply", Fault.closeWithoutReply(), OUTCOME_UNKNOWN),
        fault("compressed", Fault.contentEncoding("gzip"), OUTCOME_UNKNOWN),
        fault("huge", Fault.huge(10_000_000), "response_too_large"),
        fault("redirect", Fault.redirect(URI.create("http://127.0.0.1:1/")), "unexpected_redirect"),
        fault("HTML with 200", Fault.html(200), "token_reply_invalid"),
        fault("HTML with 502", Fault.html(502), "provider_unavailable"),
        fault("503", Fault.status(503), "provider_unavailable"),
        fault("429", Fault.status(429), "provider_unavailable"),
        fault("401 without a body", Fault.status(401), "exchange_refused"),
        fault("400 without a body", Fault.status(400), "exchange_refused"),
        fault("200 with an error", Fault.json(200, secretBody), "code_rejected"),
        fault("400 with an error", Fault.json(400, secretBody), "code_rejected"),
        fault("the secret as error code", Fault.json(400, error(SECRET)), "exchange_refused"),
        fault("invalid_client", Fault.error("invalid_client"), "client_rejected"),
        fault("ok is false", Fault.json(200, "{\"ok\":false,\"access_token\":\"x\"}"), REFUSED),
        fault("a token with 400", Fault.json(400, "{\"access_token\":\"x\"}"), REFUSED),
        fault("no access token", Fault.without("access_token"), INVALID),
        fault("empty access token", Fault.with("access_token", ""), INVALID),
        fault("access token null", Fault.with("access_token", null), INVALID),
        fault("access token a number", Fault.with("access_token", 7), INVALID),
        fault("access token with a line break", Fault.with("access_token", "a\nb"), INVALID),
        fault("access token with a space", Fault.with("access_token", "a b"), INVALID),
        fault("access token too long", Fault.with("access_token", "x".repeat(65_537)), INVALID),
        fault("token type mac", Fault.with("token_type", "mac"), INVALID),
        fault("an array", Fault.json(200, "[]"), INVALID),
        fault("nothing", Fault.json(200, ""), INVALID),
        fault("half of JSON", Fault.json(200, "{\"access_token\":\"x\""), INVALID),
        fault("two values", Fault.json(200, "{\"access_token\":\"x\"} {}"), INVALID),
        fault("deep nesting", Fault.json(200, "[".repeat(100_000)), INVALID));
  }

  private static final String OUTCOME_UNKNOWN = "exchange_outcome_unknown";
  private static final String INVALID = "token_reply_invalid";
  private static final String REFUSED = "exchange_refused";

  private static Arguments fault(String name, Fault fault, String expectedCode) {
    return Arguments.of(name, fault, expectedCode);
  }

  private static String error(String code) {
    return "{\"error\":\"" + code + "\"}";
  }

  private static String text(SessionFailedException failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text
        + failure.serviceError().orElse("")
        + failure.serviceDescription().orElse("")
        + failure.detail();
  }
}

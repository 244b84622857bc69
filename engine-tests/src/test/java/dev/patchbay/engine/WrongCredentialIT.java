package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Secret;
import dev.patchbay.testkit.sandbox.Endpoint;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be a credential is refused before any request, with the reason and the fix. */
class WrongCredentialIT {
  private static final TestHost HOST = TestHost.start();
  private static final String CANARY = "CNRY-w";
  private static final int LIMIT = 16 * 1024;
  private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

  @AfterAll
  static void close() {
    HOST.close();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments(token(""), "accessToken", "an empty text", "printable ASCII"),
        arguments(token(" \t\r\n"), "accessToken", "a blank text", "printable ASCII"),
        arguments(token("x".repeat(LIMIT + 1)), "accessToken", "16385 characters", "16384"),
        arguments(token("x".repeat(17 * 1024)), "accessToken", "17408 characters", "16384"),
        arguments(key("x".repeat(17 * 1024)), "apiKey", "17408 characters", "16384"),
        arguments(refresh("x".repeat(17 * 1024)), "refreshToken", "17408 characters", "16384"),
        arguments(token(CANARY + "\r\nX-Admin: 1"), "accessToken", "not all of them", "ASCII"),
        arguments(token(CANARY + "\u0000"), "accessToken", "not all of them", "ASCII"),
        arguments(token(CANARY + "\u0007x"), "accessToken", "not all of them", "ASCII"),
        arguments(token(CANARY + " x"), "accessToken", "not all of them", "white space"),
        arguments(token(CANARY + "\u007f"), "accessToken", "not all of them", "ASCII"),
        arguments(token(CANARY + "\u2028x"), "accessToken", "not all of them", "ASCII"),
        arguments(token(CANARY + "\u560a"), "accessToken", "not all of them", "ASCII"),
        arguments(key(CANARY + "\nx"), "apiKey", "not all of them", "ASCII"),
        arguments(key(" "), "apiKey", "a blank text", "ASCII"),
        arguments(refresh("a\nb"), "refreshToken", "not all of them", "ASCII"),
        arguments(token(CANARY).apiKey(Secret.of(CANARY)), "apiKey", "beside", "one of the two"),
        arguments(none(), "accessToken", "no credential", "'apiKey'"),
        arguments(
            none().refreshToken(Secret.of(CANARY)),
            "accessToken",
            "a refresh token alone",
            "the access token that came with it"),
        arguments(
            key(CANARY).refreshToken(Secret.of(CANARY)),
            "refreshToken",
            "beside an API key",
            "none"),
        arguments(key(CANARY).clientId("c"), "clientId", "beside an API key", "none"),
        arguments(refresh(CANARY).clientId("other"), "clientId", "the id of no client", "minted"),
        arguments(
            token(CANARY).clientId("c".repeat(256)), "clientId", "the id of no client", "minted"),
        arguments(token(CANARY).clientId("c".repeat(257)), "clientId", "257 characters", "256"),
        arguments(token(CANARY).clientId(" "), "clientId", "a blank text", "characters"),
        arguments(token(CANARY).expiresIn(Duration.ZERO), "expiresIn", "PT0S", "more than zero"),
        arguments(
            token(CANARY).expiresIn(LONGEST_LIFE.plusNanos(1)), "expiresIn", "PT", "ten years"),
        arguments(token(CANARY).expiresIn(Duration.ofDays(4000)), "expiresIn", "PT", "ten years"),
        arguments(token(CANARY).extra("x", "y".repeat(1025)), "extra.x", "1025 characters", "1024"),
        arguments(token(CANARY).extra("x".repeat(129), "y"), "extra", "129 characters", "128"),
        arguments(token(CANARY).extra("x\ny", "y"), "extra", "not all of them", "ASCII"),
        arguments(token(CANARY).variable("moon", "full"), "variables.moon", "not have", "one of"),
        arguments(
            token(CANARY).variable("moon\n", "full"),
            "variables.(unprintable name)",
            "not have",
            "one of"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void isRefusedBeforeAnyRequest(
      ConnectionRequest.Builder request, String field, String reason, String fix) {
    assertRefused(request, ErrorCode.INVALID_ARGUMENT, new Expected(field, reason, fix));
  }

  static Stream<Arguments> wrongKinds() {
    return Stream.of(
        arguments(
            token("rt_" + CANARY), "accessToken", "a refresh token ('rt_..')", "'refreshToken'"),
        arguments(token("  rt_" + CANARY), "accessToken", "a refresh token", "'refreshToken'"),
        arguments(token("pub_" + CANARY), "accessToken", "a public key", "make a secret one"),
        arguments(key("pub_" + CANARY), "apiKey", "a public key", "an API key ('key_..')"),
        arguments(refresh("at_" + CANARY), "refreshToken", "an access token", "swap the two"),
        arguments(
            token("pat_" + CANARY).refreshToken(Secret.of("rt_" + CANARY)),
            "refreshToken",
            "an access token 'pat_..' that is never refreshed",
            "leave it out"));
  }

  @ParameterizedTest
  @MethodSource("wrongKinds")
  void wrongKindIsNamedByHowItBegins(
      ConnectionRequest.Builder request, String field, String reason, String fix) {
    assertRefused(request, ErrorCode.CREDENTIAL_WRONG_KIND, new Expected(field, reason, fix));
  }

  static Stream<ConnectionRequest.Builder> right() {
    return Stream.of(
        token("of-a-kind-that-is-new-" + CANARY),
        token("new_rt_pub_" + CANARY),
        token("new_pat_" + CANARY).refreshToken(Secret.of("new_at_" + CANARY)),
        token(CANARY).expiresIn(LONGEST_LIFE));
  }

  @ParameterizedTest
  @MethodSource("right")
  void whatMayBeACredentialIsShownToTheService(ConnectionRequest.Builder request) {
    assertThatThrownBy(() -> HOST.create(request))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_REJECTED));
  }

  @Test
  void longestCredentialReachesTheService() {
    assertThatThrownBy(() -> HOST.create(token("!" + "x".repeat(LIMIT - 2) + "~")))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CREDENTIAL_REJECTED));
  }

  private static void assertRefused(
      ConnectionRequest.Builder request, ErrorCode code, Expected expected) {
    int before = HOST.service.count(Endpoint.IDENTITY);
    assertThatThrownBy(() -> HOST.create(request))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.detail().field()).contains(expected.field());
            })
        .hasMessageContaining("'" + expected.field() + "'")
        .hasMessageContaining(expected.reason())
        .hasMessageContaining(expected.fix())
        .hasMessageNotContaining(CANARY);
    assertThat(HOST.service.count(Endpoint.IDENTITY)).isEqualTo(before);
    assertThat(HOST.connections()).isEmpty();
  }

  private static ConnectionRequest.Builder none() {
    return ConnectionRequest.builder(AcmeProvider.ID);
  }

  private static ConnectionRequest.Builder token(String text) {
    return TestHost.tokenRequest(text);
  }

  private static ConnectionRequest.Builder key(String text) {
    return none().apiKey(Secret.of(text));
  }

  private static ConnectionRequest.Builder refresh(String text) {
    return token("fake").refreshToken(Secret.of(text));
  }

  private record Expected(String field, String reason, String fix) {}
}

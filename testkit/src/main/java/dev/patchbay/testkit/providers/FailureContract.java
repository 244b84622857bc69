package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenErrors;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.testkit.providers.TokenAnswer.Refused;
import dev.patchbay.testkit.sandbox.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A refusal ends a connection, calls the operator or passes, by its code and nothing else. */
abstract class FailureContract extends TokenAnswerContract {
  private static final String WORDS = "The service says why.";
  private static final List<Integer> STATUSES = List.of(200, 400, 401);
  private static final List<Integer> OUTAGES = List.of(408, 429, 500, 502, 503, 504, 529);
  private static final List<String> UNLISTED =
      List.of("invalid_request", "invalid_scope", "unsupported_grant_type", "kit_unheard_of");

  @TestFactory
  Stream<DynamicTest> refusalsAreClassedByTheirCode() {
    return oauth2().stream()
        .flatMap(oauth2 -> classes(oauth2.errors()).entrySet().stream())
        .map(
            entry ->
                dynamicTest(entry.getKey(), () -> assertClassed(entry.getKey(), entry.getValue())));
  }

  private void assertClassed(String code, FailureClass expected) {
    for (int status : STATUSES) {
      for (Refused refused : refusals(error(code, status))) {
        assertThat(refused.failureClass()).as("at HTTP " + status).isEqualTo(expected);
        assertThat(refused.errorCode()).contains(code);
        assertThat(refused.description()).contains(WORDS);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> codeThatNobodyListedEndsNoConnection() {
    return oauth2().stream()
        .flatMap(oauth2 -> UNLISTED.stream().filter(code -> !isListed(oauth2, code)))
        .map(code -> dynamicTest(code, () -> assertNotTerminal(error(code, 400))));
  }

  private void assertNotTerminal(Fault fault) {
    assertThat(refusals(fault))
        .extracting(Refused::failureClass)
        .doesNotContain(FailureClass.TERMINAL);
  }

  @TestFactory
  Stream<DynamicTest> outagePasses() {
    return oauth2().stream()
        .flatMap(oauth2 -> OUTAGES.stream())
        .map(status -> dynamicTest("HTTP " + status, () -> assertPassing(status)));
  }

  private void assertPassing(int status) {
    assertThat(refusals(Fault.html(status)))
        .extracting(Refused::failureClass)
        .containsOnly(FailureClass.TRANSIENT);
  }

  // RFC 6749, sections 5.2 and 4.1.2.1, and what the definition adds.
  private static Map<String, FailureClass> classes(TokenErrors errors) {
    Map<String, FailureClass> classes = new LinkedHashMap<>();
    errors.passing().forEach(code -> classes.put(code, FailureClass.TRANSIENT));
    errors.operator().forEach(code -> classes.put(code, FailureClass.OPERATOR));
    errors.terminal().forEach(code -> classes.put(code, FailureClass.TERMINAL));
    classes.putIfAbsent("server_error", FailureClass.TRANSIENT);
    classes.putIfAbsent("temporarily_unavailable", FailureClass.TRANSIENT);
    classes.putIfAbsent("invalid_client", FailureClass.OPERATOR);
    classes.putIfAbsent("unauthorized_client", FailureClass.OPERATOR);
    classes.putIfAbsent("invalid_grant", FailureClass.TERMINAL);
    return classes;
  }

  private static boolean isListed(OAuth2 oauth2, String code) {
    return classes(oauth2.errors()).containsKey(code);
  }

  private static Fault error(String code, int status) {
    TokenSetShape any = TokenSetShape.builder("default").build();
    return TokenBody.without(any).put("error", code).put("error_description", WORDS).json(status);
  }

  private List<Refused> refusals(Fault fault) {
    TokenGrant kept = keptGrant(oauth2().map(ContractFixture::primarySet).orElseThrow());
    List<TokenAnswer> answers =
        List.of(exchange(bench(), fault), bench().lab.refreshWhileSick(kept, fault));
    assertThat(answers).allMatch(Refused.class::isInstance);
    return answers.stream().map(Refused.class::cast).toList();
  }
}

package dev.patchbay.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.protocol.TokenOutcome;
import dev.patchbay.internal.refresh.Judgement.Kind;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class JudgementTest {
  private static final Secret SENT = Secret.of("rt_fake_1");

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "TERMINAL, 400, invalid_grant, TERMINAL, GRANT_REVOKED, false",
    "OPERATOR, 401, invalid_client, OPERATOR, CLIENT_REJECTED, false",
    "TRANSIENT, 503, temporarily_unavailable, OUTAGE, PROVIDER_UNAVAILABLE, false",
    "TRANSIENT, 504, '', OUTAGE, PROVIDER_UNAVAILABLE, true",
    "TRANSIENT, 429, '', RATE_LIMITED, RATE_LIMITED, false",
    "UNKNOWN, 400, '', RIDDLE, REFRESH_REFUSED, false"
  })
  void refusalIsJudgedByItsClass(
      FailureClass failureClass,
      int status,
      String code,
      Kind kind,
      ErrorCode errorCode,
      boolean unknown) {
    Judgement judgement = refused(failureClass, status, code, "");

    assertThat(judgement.kind()).isEqualTo(kind);
    assertThat(judgement.code()).isEqualTo(errorCode);
    assertThat(judgement.outcomeUnknown()).isEqualTo(unknown);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "REDIRECTED")
  void callThatWasSentAndBroughtNothingMayHaveBeenActedOn(HttpFailure.Kind kind) {
    assertThat(Judgement.of(HttpFailure.afterSending(kind, "no answer")))
        .returns(Kind.LOST, Judgement::kind)
        .returns(true, Judgement::outcomeUnknown);
    assertThat(Judgement.of(HttpFailure.beforeSending(kind, "no way")))
        .returns(Kind.UNSENT, Judgement::kind)
        .returns(false, Judgement::outcomeUnknown);
  }

  @Test
  void redirectIsNoAct() {
    assertThat(Judgement.of(HttpFailure.afterSending(HttpFailure.Kind.REDIRECTED, "elsewhere")))
        .returns(false, Judgement::outcomeUnknown);
  }

  @Test
  void successWithoutATokenMayHaveRotatedIt() {
    assertThat(Judgement.of(new TokenOutcome.Unusable(200)))
        .returns(Kind.LOST, Judgement::kind)
        .returns(true, Judgement::outcomeUnknown);
  }

  @Test
  void whatTheServiceSaysIsKeptWithoutWhatWasSent() {
    Judgement judgement =
        refused(FailureClass.TERMINAL, 400, "invalid_grant", "token rt_fake_1 was revoked");

    assertThat(judgement.serviceDescription()).contains("token [redacted] was revoked");
    assertThat(judgement.attempt("default").serviceDescription().orElseThrow())
        .doesNotContain("rt_fake_1");
  }

  private static Judgement refused(
      FailureClass failureClass, int status, String code, String description) {
    return Judgement.of(
        new TokenOutcome.Refused(
            failureClass,
            status,
            Optional.of(code).filter(it -> !it.isEmpty()),
            Optional.of(description).filter(it -> !it.isEmpty()),
            Optional.<Duration>empty()),
        List.of(SENT),
        List.of());
  }
}

package dev.patchbay.internal.provider;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.ProviderFaultException;
import dev.patchbay.error.TemporaryFailureException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The ways in which a call into a provider fails, told in our words only. */
record HookFailure(String integrationType, String hook) {
  private static final String REPORT = "; report it to the provider's author";

  ProviderFaultException threw(@Nullable Throwable thrown) {
    String what = thrown instanceof ForeignFailure foreign ? foreign.className() : "an error";
    return new ProviderFaultException(
        detail(ErrorCode.PROVIDER_THREW, "threw '" + what + "'" + REPORT).cause(thrown).build());
  }

  ProviderFaultException returnedNull() {
    String what = "returned null where a value is required" + REPORT;
    return new ProviderFaultException(detail(ErrorCode.PROVIDER_THREW, what).build());
  }

  ProviderFaultException timedOut(Duration deadline) {
    String what = "did not return within " + deadline.toMillis() + " ms" + REPORT;
    return new ProviderFaultException(detail(ErrorCode.PROVIDER_TIMED_OUT, what).build());
  }

  ProviderFaultException stuck() {
    String what = "was not called, because earlier calls of it have not come back" + REPORT;
    return new ProviderFaultException(detail(ErrorCode.PROVIDER_TIMED_OUT, what).build());
  }

  TemporaryFailureException overloaded() {
    String what = "was not called, because no worker was free; try again later";
    return new TemporaryFailureException(detail(ErrorCode.OVERLOADED, what).build());
  }

  TemporaryFailureException closed() {
    String what = "did not finish, because the registry was closed";
    return new TemporaryFailureException(detail(ErrorCode.CLOSED, what).build());
  }

  /**
   * Neither the provider's fault nor a bound that was reached, so the code is the one that only
   * says "no answer now, ask again".
   */
  TemporaryFailureException interrupted() {
    String what = "was not waited for, because the thread that called was interrupted; try again";
    return new TemporaryFailureException(detail(ErrorCode.PROVIDER_UNAVAILABLE, what).build());
  }

  private ErrorDetail.Builder detail(ErrorCode code, String what) {
    String message = "'" + hook + "' of the provider '" + integrationType + "' " + what;
    return ErrorDetail.builder(code, message).integrationType(integrationType);
  }
}

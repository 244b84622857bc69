package dev.patchbay.internal.api;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.internal.api.AuthorizedCalls.Wire;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.http.HttpStream;
import dev.patchbay.spi.definition.ApiErrors;
import java.util.Locale;

/** Has an answer bit by bit, and looks ahead where its body may tell of a failure. */
record StreamAttempt(Wire wire, ApiErrors errors) implements Attempt<HttpStream> {
  /** What tells of a failure is shorter. */
  private static final int MAX_FAILURE = 64 * 1024;

  @Override
  public HttpStream send(ApiRequest request) throws HttpFailure {
    return wire.http().open(request, wire.limits());
  }

  @Override
  public ApiReply seen(HttpStream answer) throws HttpFailure {
    boolean mayTell = !errors.codePaths().isEmpty() && isJson(answer);
    return mayTell ? answer.peek(MAX_FAILURE) : answer.head();
  }

  private static boolean isJson(HttpStream answer) {
    return answer
        .header("content-type")
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .filter(type -> type.equals("application/json") || type.endsWith("+json"))
        .isPresent();
  }

  @Override
  public void drop(HttpStream answer) {
    answer.close();
  }
}

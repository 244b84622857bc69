package dev.patchbay.internal.api;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.internal.api.AuthorizedCalls.Wire;
import dev.patchbay.internal.http.HttpFailure;

/** Has an answer whole. */
record WholeAttempt(Wire wire) implements Attempt<ApiReply> {

  @Override
  public ApiReply send(ApiRequest request) throws HttpFailure {
    return wire.http().send(request, wire.limits());
  }

  @Override
  public ApiReply seen(ApiReply answer) {
    return answer;
  }

  @Override
  public void drop(ApiReply answer) {
    // It holds nothing.
  }
}

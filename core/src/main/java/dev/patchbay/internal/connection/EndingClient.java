package dev.patchbay.internal.connection;

import dev.patchbay.http.ApiClient;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.internal.check.Arguments;

/**
 * A client that works for one call of a provider only, so that a credential is not kept with it.
 */
final class EndingClient implements ApiClient, AutoCloseable {
  private final ApiClient client;
  private volatile boolean ended;

  EndingClient(ApiClient client) {
    this.client = client;
  }

  @Override
  public ApiReply send(ApiRequest request) {
    if (ended) {
      throw Arguments.invalid(
          "api", "a client whose call is over", "the one of the request that is being answered");
    }
    return client.send(request);
  }

  @Override
  public void close() {
    ended = true;
  }
}

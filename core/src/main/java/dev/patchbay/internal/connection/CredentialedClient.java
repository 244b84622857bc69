package dev.patchbay.internal.connection;

import dev.patchbay.http.ApiClient;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.http.HttpLimits;

/** Puts one credential into requests, and lets it go to the integration's own API only. */
record CredentialedClient(
    HttpEngine http, HttpLimits limits, CredentialPlacement placement, Credential credential)
    implements ApiClient {

  @Override
  public ApiReply send(ApiRequest request) {
    ApiRequest complete =
        placement.place(request, credential.kind(), credential.grant().accessToken());
    try {
      return http.send(complete, limits);
    } catch (HttpFailure failure) {
      throw ServiceFailures.unreachable(placement.definition().id(), failure);
    }
  }
}

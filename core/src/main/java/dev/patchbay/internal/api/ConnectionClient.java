package dev.patchbay.internal.api;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.ApiStream;
import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.internal.api.AuthorizedCalls.Wire;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.connection.CredentialPlacement;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiErrors;
import java.net.URI;

/** The client of one connection. Thread-safe; keeps no credential. */
record ConnectionClient(
    Wire wire, CredentialPlacement placement, CredentialSupply supply, LimitRules rules)
    implements AuthorizedClient {

  @Override
  public URI url(String path) {
    return placement.url(path);
  }

  @Override
  public ApiReply send(ApiRequest request) {
    check(request);
    return new AuthorizedCall<>(this, new WholeAttempt(wire)).answer(request);
  }

  @Override
  public ApiStream open(ApiRequest request) {
    check(request);
    return new AuthorizedCall<>(this, new StreamAttempt(wire, errors())).answer(request);
  }

  private void check(ApiRequest request) {
    placement.check(Arguments.present("request", request));
    try {
      HttpEngine.check(request);
    } catch (IllegalArgumentException unfit) {
      throw Arguments.refused(
          ErrorCode.INVALID_ARGUMENT, "request", String.valueOf(unfit.getMessage()));
    }
  }

  ApiErrors errors() {
    return placement.definition().api().map(ApiAccess::errors).orElseThrow();
  }

  @Override
  public String toString() {
    return "AuthorizedClient[integrationType=" + placement.definition().id() + "]";
  }
}

package dev.patchbay.internal.connection;

import dev.patchbay.http.ApiClient;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.http.HttpLimits;
import dev.patchbay.internal.protocol.RevocationRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevokeRequest;
import java.util.Map;

/** What a provider is handed to end a grant. */
record RevocationOrder(
    IntegrationDefinition definition,
    Map<String, String> variables,
    OAuthClient client,
    Secret token,
    ApiClient api,
    HttpEngine http,
    HttpLimits limits)
    implements RevokeRequest {

  @Override
  public Revocation revokeStandard() {
    return definition.revocation().map(this::call).orElse(Revocation.NOT_SUPPORTED);
  }

  private Revocation call(RevocationCall call) {
    ApiRequest request = RevocationRequest.request(call, client, token, variables);
    try {
      return RevocationRequest.judge(call, http.send(request, limits));
    } catch (HttpFailure failure) {
      return Revocation.FAILED;
    }
  }
}

package dev.patchbay.internal.connection;

import dev.patchbay.http.ApiClient;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.http.HttpLimits;
import dev.patchbay.internal.protocol.RevocationRequest;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevokeRequest;
import dev.patchbay.spi.definition.RevokedToken;
import dev.patchbay.spi.definition.TokenGrant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a provider is handed to end a grant. */
record RevocationOrder(
    IntegrationDefinition definition,
    Map<String, String> variables,
    Optional<OAuthClient> client,
    Credential credential,
    ApiClient api,
    HttpEngine http,
    HttpLimits limits)
    implements RevokeRequest {

  @Override
  public Revocation revokeStandard() {
    return definition.revocation().map(this::call).orElse(Revocation.NOT_SUPPORTED);
  }

  private Revocation call(RevocationCall call) {
    List<Revocation> verdicts =
        tokens(call.token()).stream().map(token -> sendOne(call, token)).toList();
    return verdicts.contains(Revocation.FAILED) ? Revocation.FAILED : Revocation.REVOKED;
  }

  private Revocation sendOne(RevocationCall call, Secret token) {
    ApiRequest request = RevocationRequest.request(call, client, token, variables);
    try {
      return judge(call, http.send(request, limits));
    } catch (HttpFailure failure) {
      return Revocation.FAILED;
    }
  }

  private List<Secret> tokens(RevokedToken wanted) {
    TokenGrant grant = credential.grant();
    return switch (wanted) {
      case ACCESS -> List.of(grant.accessToken());
      case REFRESH -> List.of(grant.refreshToken().orElse(grant.accessToken()));
      case BOTH ->
          Stream.concat(grant.refreshToken().stream(), Stream.of(grant.accessToken())).toList();
    };
  }

  /**
   * A service that does not know a token of ours takes it for dead. One that was handed over may
   * just be of another client, and alive.
   */
  private Revocation judge(RevocationCall call, ApiReply reply) {
    Revocation verdict = RevocationRequest.judge(call, reply);
    return RevocationRequest.isAccepted(reply) || credential.kind() == CredentialKind.OAUTH
        ? verdict
        : Revocation.FAILED;
  }
}

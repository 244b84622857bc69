package dev.patchbay.internal.connection;

import dev.patchbay.http.ApiClient;
import dev.patchbay.http.ApiReply;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.http.HttpLimits;
import dev.patchbay.internal.protocol.RevocationRequest;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiErrors;
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
    boolean accepted = false;
    for (Secret token : tokens(call.token())) {
      Optional<ApiReply> reply = send(call, token);
      // The first of two tokens may take the second with it, which is then refused.
      boolean fine = reply.filter(it -> isFine(call, it)).isPresent();
      boolean partnerGone = accepted && reply.filter(RevocationOrder::isRefusal).isPresent();
      if (!fine && !partnerGone) {
        return Revocation.FAILED;
      }
      accepted |= reply.filter(RevocationRequest::isAccepted).isPresent();
    }
    return Revocation.REVOKED;
  }

  private Optional<ApiReply> send(RevocationCall call, Secret token) {
    try {
      return Optional.of(
          http.send(RevocationRequest.request(call, client, token, variables), limits));
    } catch (HttpFailure failure) {
      return Optional.empty();
    }
  }

  private static boolean isRefusal(ApiReply reply) {
    return reply.status() == 400 || reply.status() == 401;
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
   * just be of another client, and alive; and behind a dead access token a refresh token may live
   * that this call cannot end.
   */
  private boolean isFine(RevocationCall call, ApiReply reply) {
    boolean mayLive =
        credential.kind() != CredentialKind.OAUTH
            || (call.token() == RevokedToken.ACCESS
                && credential.grant().refreshToken().isPresent());
    return RevocationRequest.isAccepted(reply)
        || (!mayLive && RevocationRequest.isGone(call, errors(), reply));
  }

  private ApiErrors errors() {
    return definition.api().map(ApiAccess::errors).orElseGet(() -> ApiErrors.builder().build());
  }
}

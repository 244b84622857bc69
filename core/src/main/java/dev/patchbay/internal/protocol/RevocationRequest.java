package dev.patchbay.internal.protocol;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.RevocationCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ending a grant: the request, and what its answer means.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2">RFC 7009, section 2</a>
 */
public final class RevocationRequest {
  private RevocationRequest() {}

  public static ApiRequest request(
      RevocationCall call,
      Optional<OAuthClient> client,
      Secret token,
      Map<String, String> variables) {
    Map<String, String> values = new LinkedHashMap<>(variables);
    client.map(OAuthClient::clientId).ifPresent(id -> values.put("client_id", id));
    ApiRequest.Builder request = ApiRequest.builder(call.method(), call.url().expand(values));
    call.headers().forEach(request::header);
    Map<String, String> body = new LinkedHashMap<>();
    body.put(call.tokenField(), token.reveal());
    client.ifPresent(
        known ->
            ClientAuthenticator.authenticate(call.clientAuthentication(), known, request, body));
    return CodeExchange.withBody(request, call.bodyFormat(), body).build();
  }

  /** A token that was dead before is what the caller wanted. */
  public static Revocation judge(RevocationCall call, ApiReply reply) {
    return reply.isSuccess() || call.goneStatuses().contains(reply.status())
        ? Revocation.REVOKED
        : Revocation.FAILED;
  }
}

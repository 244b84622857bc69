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
    if (call.tokenInHeader()) {
      return request.header("Authorization", "Bearer " + token.reveal()).build();
    }
    Map<String, String> body = new LinkedHashMap<>();
    body.put(call.tokenField(), token.reveal());
    client.ifPresent(
        known ->
            ClientAuthenticator.authenticate(call.clientAuthentication(), known, request, body));
    return TokenRequest.withBody(request, call.bodyFormat(), body).build();
  }

  /**
   * Judges the body before the status, since Slack says no with 200. A token that was dead before
   * is what the caller wanted.
   */
  public static Revocation judge(RevocationCall call, ApiReply reply) {
    return isAccepted(reply) || isGone(call, reply) ? Revocation.REVOKED : Revocation.FAILED;
  }

  /** Says whether the service took the token, which it does not do with one that it never knew. */
  public static boolean isAccepted(ApiReply reply) {
    return reply.isSuccess() && !TokenReplyJudge.isError(reply.json());
  }

  private static boolean isGone(RevocationCall call, ApiReply reply) {
    return call.goneStatuses().contains(reply.status())
        || reply.json().at("error").text().filter(call.goneErrors()::contains).isPresent();
  }
}

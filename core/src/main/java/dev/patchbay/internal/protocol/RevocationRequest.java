package dev.patchbay.internal.protocol;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.JsonView;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.ApiErrors;
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
   * Says whether the service took the token: by the body before the status, since Slack says no
   * with 200.
   */
  public static boolean isAccepted(ApiReply reply) {
    return reply.isSuccess() && !TokenReplyJudge.isError(reply.json());
  }

  /**
   * Says whether the service refused a token because it is dead. A status that means so means
   * nothing beside a code that asks to come again, as Linear's 400 may.
   */
  public static boolean isGone(RevocationCall call, ApiErrors errors, ApiReply reply) {
    JsonView body = reply.json();
    boolean passing =
        errors.codePaths().stream()
            .flatMap(path -> body.at(path).text().stream())
            .anyMatch(
                code -> errors.passing().contains(code) || errors.rateLimited().contains(code));
    boolean byCode = body.at("error").text().filter(call.goneErrors()::contains).isPresent();
    return byCode || (!passing && call.goneStatuses().contains(reply.status()));
  }
}

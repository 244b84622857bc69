package dev.patchbay.internal.protocol;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.JsonView;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a token endpoint's answer: the body before the status, an error before a token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5">RFC 6749, section 5</a>
 */
public final class TokenReplyJudge {
  private final IntegrationDefinition definition;
  private final OAuth2 oauth2;
  private final Hooks hooks;

  public TokenReplyJudge(IntegrationDefinition definition, OAuth2 oauth2, Hooks hooks) {
    this.definition = definition;
    this.oauth2 = oauth2;
    this.hooks = hooks;
  }

  public TokenOutcome judge(ApiReply reply) {
    JsonView body = readBody(reply);
    boolean refusedInBody =
        !body.at("error").isMissing() || body.at("ok").truth().equals(Optional.of(false));
    if (refusedInBody || !reply.isSuccess()) {
      return refused(reply.status(), body);
    }
    if (!body.isObject()) {
      return new TokenOutcome.Unusable(reply.status());
    }
    return hooks
        .readTokenReply(new TokenReplyReader(definition, oauth2, body))
        .filter(TokenReplyReader::isUsable)
        .<TokenOutcome>map(TokenOutcome.Granted::new)
        .orElseGet(() -> new TokenOutcome.Unusable(reply.status()));
  }

  private TokenOutcome refused(int status, JsonView body) {
    Optional<String> code = body.at("error").text().or(() -> body.at("error.code").text());
    FailureClass failureClass =
        hooks.classifyFailure(new StandardFailure(definition, oauth2, status, code));
    return new TokenOutcome.Refused(
        failureClass, status, code, body.at("error_description").text());
  }

  private static JsonView readBody(ApiReply reply) {
    JsonView json = reply.json();
    boolean isForm =
        reply
            .header("content-type")
            .map(type -> type.startsWith("application/x-www-form-urlencoded"))
            .orElse(false);
    return json.isMissing() && isForm ? readForm(reply.text()) : json;
  }

  private static JsonView readForm(String text) {
    return JsonView.of(FormText.parse(text).orElse(Map.of()));
  }

  /** The provider's hooks that judging asks. */
  public interface Hooks {
    Optional<TokenReply> readTokenReply(TokenReplyRequest request);

    FailureClass classifyFailure(FailureRequest request);
  }
}

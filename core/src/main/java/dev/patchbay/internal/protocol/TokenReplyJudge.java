package dev.patchbay.internal.protocol;

import dev.patchbay.http.ApiReply;
import dev.patchbay.http.JsonView;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a token endpoint's answer: the body before the status, an error before a token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5">RFC 6749, section 5</a>
 */
public final class TokenReplyJudge {
  // RFC 6749, 5.2 first; some services answer here as their API does, such as Notion.
  private static final List<String> CODES = List.of("error", "error.code", "code");
  private static final List<String> DESCRIPTIONS =
      List.of("error_description", "error.message", "message");

  private final IntegrationDefinition definition;
  private final OAuth2 oauth2;
  private final Hooks hooks;

  public TokenReplyJudge(IntegrationDefinition definition, OAuth2 oauth2, Hooks hooks) {
    this.definition = definition;
    this.oauth2 = oauth2;
    this.hooks = hooks;
  }

  /** Judges the answer to a code. */
  public TokenOutcome judge(ApiReply reply) {
    return judge(reply, Optional.empty());
  }

  /**
   * Judges the answer to a refresh.
   *
   * @param kept the grant that was refreshed
   * @return a grant that is merged with the kept one, or why there is none
   */
  public TokenOutcome judgeRefresh(ApiReply reply, TokenGrant kept) {
    TokenOutcome outcome = judge(reply, Optional.of(kept.name()));
    if (!(outcome instanceof TokenOutcome.Granted granted)) {
      return outcome;
    }
    return granted.reply().grants().stream()
        .filter(given -> given.name().equals(kept.name()))
        .findFirst()
        .map(given -> TokenReply.builder(GrantMerge.merge(kept, given)).build())
        .<TokenOutcome>map(TokenOutcome.Granted::new)
        .orElseGet(() -> new TokenOutcome.Unusable(reply.status()));
  }

  private TokenOutcome judge(ApiReply reply, Optional<String> refreshedSet) {
    JsonView body = readBody(reply);
    if (isError(body) || !reply.isSuccess()) {
      return refused(reply, body);
    }
    if (!body.isObject()) {
      return new TokenOutcome.Unusable(reply.status());
    }
    return hooks
        .readTokenReply(new TokenReplyReader(definition, oauth2, body, refreshedSet))
        .filter(TokenReplyReader::isUsable)
        .<TokenOutcome>map(TokenOutcome.Granted::new)
        .orElseGet(() -> new TokenOutcome.Unusable(reply.status()));
  }

  /** Says whether a body tells an error, whatever the status: GitHub and Slack do so with 200. */
  static boolean isError(JsonView body) {
    return !body.at("error").isMissing() || body.at("ok").truth().equals(Optional.of(false));
  }

  private TokenOutcome refused(ApiReply reply, JsonView body) {
    int status = reply.status();
    Optional<String> code = first(body, CODES);
    FailureClass failureClass =
        hooks.classifyFailure(new StandardFailure(definition, oauth2, status, code));
    // Pure as this is, it reads a date only if the answer says when it was sent.
    return new TokenOutcome.Refused(
        failureClass, status, code, first(body, DESCRIPTIONS), RetryAfter.read(reply, Instant.MAX));
  }

  private static Optional<String> first(JsonView body, List<String> paths) {
    return paths.stream().map(path -> body.at(path).text()).flatMap(Optional::stream).findFirst();
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

package dev.patchbay.internal.protocol;

import dev.patchbay.http.JsonView;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.spi.definition.Variable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a token reply where the definition says that things stand.
 *
 * <p>An access token that cannot go into a header, or a token type that is none of a bearer token,
 * makes the reply unusable. Everything beside them is optional, and read as absent if malformed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749, section 5.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-7.1">RFC 6749, section 7.1</a>
 */
record TokenReplyReader(IntegrationDefinition definition, OAuth2 oauth2, JsonView body)
    implements TokenReplyRequest {
  private static final int MAX_TOKEN = 64 * 1024;

  @Override
  public Optional<TokenReply> readStandard() {
    List<TokenSetShape> shapes = TokenSets.shapes(oauth2);
    List<TokenGrant> grants =
        shapes.stream().map(this::readGrant).flatMap(Optional::stream).toList();
    boolean hasPrimary = !grants.isEmpty() && grants.get(0).name().equals(shapes.get(0).name());
    if (!hasPrimary) {
      return Optional.empty();
    }
    TokenReply.Builder reply = TokenReply.builder(grants.get(0));
    grants.stream().skip(1).forEach(reply::others);
    definition.variables().forEach(variable -> readVariable(variable, reply));
    return Optional.of(reply.build());
  }

  /** As it stands; that it is one of the choices is seen to for every reply, whoever read it. */
  private void readVariable(Variable variable, TokenReply.Builder reply) {
    variable
        .replyField()
        .flatMap(field -> body.at(field).text())
        .ifPresent(value -> reply.variable(variable.name(), value));
  }

  /** Says whether a reply can be stored, whoever read it. */
  static boolean isUsable(TokenReply reply) {
    List<TokenGrant> grants = reply.grants();
    return grants.stream().allMatch(grant -> fitsHeader(grant.accessToken().reveal()))
        && grants.stream().map(TokenGrant::name).distinct().count() == grants.size();
  }

  private Optional<TokenGrant> readGrant(TokenSetShape shape) {
    JsonView typeView = body.at(shape.tokenType());
    Optional<String> tokenType = typeView.text();
    if (!typeView.isMissing() && !tokenType.map(this::isBearer).orElse(false)) {
      return Optional.empty();
    }
    return body.at(shape.accessToken())
        .text()
        .filter(TokenReplyReader::fitsHeader)
        .map(
            token ->
                TokenGrant.builder(shape.name(), Secret.of(token))
                    .tokenType(tokenType.orElse(null))
                    .refreshToken(readRefreshToken(shape).orElse(null))
                    .expiresIn(LifeSpan.read(body.at(shape.expiresIn())).orElse(null))
                    .refreshExpiresIn(LifeSpan.read(body.at(shape.refreshExpiresIn())).orElse(null))
                    .scopes(readScopes(body.at(shape.scope())).orElse(null))
                    .build());
  }

  private boolean isBearer(String tokenType) {
    String type = tokenType.toLowerCase(Locale.ROOT);
    return type.equals("bearer") || oauth2.tokenTypes().contains(type);
  }

  private static boolean fitsHeader(String token) {
    return !token.isEmpty()
        && token.length() <= MAX_TOKEN
        && token.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  private Optional<Secret> readRefreshToken(TokenSetShape shape) {
    return body.at(shape.refreshToken())
        .text()
        .filter(token -> !token.isEmpty() && token.length() <= MAX_TOKEN)
        .map(Secret::of);
  }

  /** An empty text or array is an answer, "no scope"; only a missing one leaves it open. */
  private static Optional<Scopes> readScopes(JsonView scope) {
    List<JsonView> items = scope.items();
    if (!scope.isArray()) {
      return scope.text().map(Scopes::parse);
    }
    Set<String> named =
        items.stream()
            .map(JsonView::text)
            .flatMap(Optional::stream)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return Optional.of(Scopes.copyOf(named));
  }
}

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
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a token reply where the definition says that things stand.
 *
 * <p>An access token that cannot go into a header, or a token type that is none of a bearer token
 * or not the token set's own, makes the reply unusable. Everything beside them is optional, and
 * read as absent if malformed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749, section 5.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-7.1">RFC 6749, section 7.1</a>
 */
record TokenReplyReader(
    IntegrationDefinition definition, OAuth2 oauth2, JsonView body, Optional<String> refreshedSet)
    implements TokenReplyRequest {
  private static final int MAX_TOKEN = 64 * 1024;
  private static final Pattern SET_NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

  @Override
  public Optional<TokenReply> readStandard() {
    return refreshedSet.isPresent() ? readRefreshed(refreshedSet.get()) : readAll();
  }

  private Optional<TokenReply> readRefreshed(String set) {
    return TokenSets.refreshed(oauth2, set)
        .flatMap(shape -> readGrant(set, shape))
        .map(grant -> TokenReply.builder(grant).build());
  }

  private Optional<TokenReply> readAll() {
    List<TokenSetShape> shapes = TokenSets.shapes(oauth2);
    List<TokenGrant> grants =
        shapes.stream()
            .map(shape -> readGrant(shape.name(), shape))
            .flatMap(Optional::stream)
            .toList();
    TokenSetShape first = shapes.get(0);
    // One that is there and malformed is no reason to take another for the primary one.
    boolean mayLackFirst = first.optional() && body.at(first.accessToken()).isMissing();
    if (grants.isEmpty() || !(mayLackFirst || grants.get(0).name().equals(first.name()))) {
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
    return grants.stream().allMatch(TokenReplyReader::isUsable)
        && grants.stream().map(TokenGrant::name).distinct().count() == grants.size();
  }

  private static boolean isUsable(TokenGrant grant) {
    return SET_NAME.matcher(grant.name()).matches()
        && fitsHeader(grant.accessToken().reveal())
        && grant.refreshToken().map(Secret::reveal).map(TokenReplyReader::isToken).orElse(true);
  }

  private static boolean isToken(String token) {
    return !token.isEmpty() && token.length() <= MAX_TOKEN;
  }

  private Optional<TokenGrant> readGrant(String name, TokenSetShape shape) {
    JsonView typeView = body.at(shape.tokenType());
    Optional<String> tokenType = typeView.text();
    if (!typeView.isMissing() && !tokenType.filter(type -> isOf(shape, type)).isPresent()) {
      return Optional.empty();
    }
    return body.at(shape.accessToken())
        .text()
        .filter(TokenReplyReader::fitsHeader)
        .map(
            token ->
                TokenGrant.builder(name, Secret.of(token))
                    .tokenType(tokenType.orElse(null))
                    .refreshToken(readRefreshToken(shape).orElse(null))
                    .expiresIn(readLife(shape.expiresIn()).orElse(null))
                    .refreshExpiresIn(readLife(shape.refreshExpiresIn()).orElse(null))
                    .scopes(readScopes(shape).orElse(null))
                    .build());
  }

  private boolean isOf(TokenSetShape shape, String tokenType) {
    String type = tokenType.toLowerCase(Locale.ROOT);
    return shape
        .requiredType()
        .map(type::equals)
        .orElseGet(() -> type.equals("bearer") || oauth2.tokenTypes().contains(type));
  }

  /** A life of nothing would be one that nobody can use: who says so means that it says none. */
  private Optional<Duration> readLife(String path) {
    return LifeSpan.read(body.at(path)).filter(life -> !life.isZero());
  }

  private static boolean fitsHeader(String token) {
    return !token.isEmpty()
        && token.length() <= MAX_TOKEN
        && token.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  private Optional<Secret> readRefreshToken(TokenSetShape shape) {
    return body.at(shape.refreshToken()).text().filter(TokenReplyReader::isToken).map(Secret::of);
  }

  /** An empty text or array is an answer, "no scope"; only a missing one leaves it open. */
  private Optional<Scopes> readScopes(TokenSetShape shape) {
    JsonView scope = body.at(shape.scope());
    List<JsonView> items = scope.isArray() ? scope.items() : List.of();
    Optional<Scopes> told =
        scope.isArray()
            ? Optional.of(
                Scopes.copyOf(
                    items.stream().map(JsonView::text).flatMap(Optional::stream).toList()))
            : scope.text().map(Scopes::parse);
    return told.map(scopes -> asAskedFor(scopes, shape));
  }

  private static Scopes asAskedFor(Scopes told, TokenSetShape shape) {
    return Scopes.copyOf(
        told.values().stream().map(name -> shape.scopeAliases().getOrDefault(name, name)).toList());
  }
}

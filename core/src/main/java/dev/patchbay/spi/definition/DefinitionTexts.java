package dev.patchbay.spi.definition;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What may stand in the texts of a definition that go into a header, a URL, a page or a log: they
 * come from a plugin, and are judged as if they came from a stranger.
 */
final class DefinitionTexts {
  private static final int MAX_TEXT = 500;
  private static final int MAX_VALUE = 2048;
  private static final int MAX_ENTRIES = 200;
  private static final int MAX_SCOPE = 256;
  private static final int MAX_SEPARATOR = 3;
  private static final Duration MIN_PAUSE = Duration.ofSeconds(1);
  private static final Duration MAX_PAUSE = Duration.ofHours(1);

  /** RFC 9110, section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");

  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
  private static final Pattern SET_NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
  private static final Set<String> OWN_HEADERS =
      Set.of("authorization", "content-length", "cookie", "host", "transfer-encoding");

  private final IntegrationDefinition definition;
  private final List<String> problems = new ArrayList<>();

  private DefinitionTexts(IntegrationDefinition definition) {
    this.definition = definition;
  }

  static List<String> problems(IntegrationDefinition definition) {
    DefinitionTexts texts = new DefinitionTexts(definition);
    texts.checkShown();
    definition.oauth2().ifPresent(texts::checkOAuth2);
    definition.api().ifPresent(texts::checkApi);
    definition.identity().ifPresent(call -> call.chain().forEach(texts::checkIdentity));
    definition.revocation().ifPresent(texts::checkRevocation);
    return texts.problems;
  }

  private void checkShown() {
    require(
        definition.documentation().map(DefinitionTexts::isLink).orElse(true),
        "the documentation must be a link by https without user");
    require(
        shown().allMatch(DefinitionTexts::isText),
        "what is shown to people must hold at most 500 characters a text, none of them a control"
            + " character");
    require(
        definition.secretPrefixes().stream().noneMatch(String::isBlank),
        "a prefix of secrets must not be blank");
  }

  private Stream<String> shown() {
    Stream<WrongKind> kinds =
        Stream.concat(
            definition.apiKey().stream().flatMap(key -> key.wrongKinds().stream()),
            definition.accessToken().stream()
                .flatMap(
                    token ->
                        Stream.concat(
                            token.wrongKinds().stream(), token.wrongRefreshKinds().stream())));
    return Stream.of(
            definition.apiKey().map(ApiKey::description).stream(),
            definition.accessToken().map(AccessToken::description).stream(),
            definition.identity().stream()
                .flatMap(IdentityCall::chain)
                .flatMap(call -> call.refusalHint().stream()),
            kinds.flatMap(kind -> Stream.of(kind.prefix(), kind.found(), kind.remedy())))
        .flatMap(texts -> texts);
  }

  private void checkOAuth2(OAuth2 oauth2) {
    checkScopes(oauth2.defaultScopes().values());
    checkScopes(oauth2.requiredScopes().values());
    String separator = oauth2.scopeSeparator();
    require(
        !separator.isEmpty() && separator.length() <= MAX_SEPARATOR && isValue(separator),
        "the scope separator must hold 1 to 3 printable characters");
    require(
        oauth2.parameters().values().stream().allMatch(DefinitionTexts::isValue),
        "the value of a parameter must be printable and hold at most 2048 characters");
    require(
        oauth2.tokenSets().stream().allMatch(set -> SET_NAME.matcher(set.name()).matches()),
        "a token set must be named in lower case");
    checkHeaders(oauth2.tokenHeaders());
  }

  private void checkScopes(Collection<String> scopes) {
    require(
        scopes.size() <= MAX_ENTRIES && scopes.stream().allMatch(DefinitionTexts::isScope),
        "there must be at most 200 scopes of 1 to 256 printable characters without blank and"
            + " quote");
  }

  private void checkApi(ApiAccess api) {
    checkHeaders(api.headers());
    Optional<String> ofKey = definition.apiKey().flatMap(ApiKey::scheme);
    require(
        Stream.concat(Stream.of(api.credentialScheme()), ofKey.stream())
            .allMatch(scheme -> scheme.isEmpty() || TOKEN.matcher(scheme).matches()),
        "the scheme of a credential must be one word, or empty");
    checkErrors(api.errors());
  }

  private void checkErrors(ApiErrors errors) {
    require(
        errors.quotas().stream()
            .flatMap(quota -> Stream.of(quota.remaining(), quota.reset()))
            .allMatch(name -> TOKEN.matcher(name).matches()),
        "the headers of a quota must be named by a word");
    Duration pause = errors.untoldPause();
    require(
        pause.compareTo(MIN_PAUSE) >= 0 && pause.compareTo(MAX_PAUSE) <= 0,
        "the pause after a rate limit must be 1 second to 1 hour");
    require(
        !errors.codePaths().isEmpty() || errors.unauthorized().isEmpty(),
        "codes that mean that a token is not accepted need a place where they stand");
  }

  private void checkIdentity(IdentityCall call) {
    require(METHOD.matcher(call.method()).matches(), "the method of the identity call is none");
    require(
        isPath(call.path()),
        "the path of the identity call must begin with '/' and be one, without fragment");
    require(
        call.scopesHeader().map(name -> TOKEN.matcher(name).matches()).orElse(true),
        "the header with the scopes must be named by a word");
  }

  private void checkRevocation(RevocationCall call) {
    require(METHOD.matcher(call.method()).matches(), "the method of the revocation is none");
    require(
        TOKEN.matcher(call.tokenField()).matches(),
        "the field of the token to revoke must be named by a word");
    checkHeaders(call.headers());
  }

  private void checkHeaders(Map<String, String> headers) {
    require(
        headers.keySet().stream().allMatch(name -> TOKEN.matcher(name).matches() && !isOwn(name)),
        "a header must be named by a word, and be none that the protocol sets itself");
    require(
        headers.values().stream().allMatch(DefinitionTexts::isValue),
        "the value of a header must be printable and hold at most 2048 characters");
  }

  private static boolean isOwn(String header) {
    return OWN_HEADERS.stream().anyMatch(header::equalsIgnoreCase);
  }

  private static boolean isLink(URI uri) {
    return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
  }

  // Below a base without a path, "@host" and ".host" would name another host.
  private static boolean isPath(String path) {
    return path.startsWith("/")
        && path.length() <= MAX_VALUE
        && isUri("https://host.example" + path, uri -> uri.getRawFragment() == null);
  }

  private static boolean isUri(String text, Predicate<URI> condition) {
    try {
      return condition.test(URI.create(text));
    } catch (IllegalArgumentException notUri) {
      return false;
    }
  }

  private static boolean isText(String text) {
    return text.length() <= MAX_TEXT && text.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isValue(String value) {
    return value.length() <= MAX_VALUE && value.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  private static boolean isScope(String scope) {
    return !scope.isEmpty()
        && scope.length() <= MAX_SCOPE
        && scope.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"');
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      problems.add(otherwise);
    }
  }
}

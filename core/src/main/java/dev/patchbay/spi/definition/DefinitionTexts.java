package dev.patchbay.spi.definition;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What may stand in the texts of a definition that go into a header, a URL, a page or a log: they
 * come from a plugin, and are judged as if they came from a stranger.
 */
final class DefinitionTexts {
  private static final int MAX_PATH = 2048;
  private static final int MAX_ENTRIES = 200;
  private static final Duration MIN_PAUSE = Duration.ofSeconds(1);
  private static final Duration MAX_PAUSE = Duration.ofHours(1);
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
    if (definition.oauth2().isPresent()) {
      texts.checkOAuth2(definition.oauth2().get());
    }
    if (definition.api().isPresent()) {
      texts.checkApi(definition.api().get());
    }
    for (IdentityCall call : definition.identityCalls()) {
      texts.checkIdentity(call);
    }
    if (definition.revocation().isPresent()) {
      texts.checkRevocation(definition.revocation().get());
    }
    return texts.problems;
  }

  private void checkShown() {
    require(
        definition.documentation().isEmpty() || isLink(definition.documentation().get()),
        "the documentation must be a link by https without user");
    require(
        TextRule.TEXT.holdsForAll(shown()),
        "what is shown to people must hold at most 500 characters a text, none of them a control"
            + " character");
    require(!anyBlank(definition.secretPrefixes()), "a prefix of secrets must not be blank");
  }

  private List<String> shown() {
    List<String> shown = new ArrayList<>();
    List<WrongKind> kinds = new ArrayList<>();
    if (definition.apiKey().isPresent()) {
      shown.add(definition.apiKey().get().description());
      kinds.addAll(definition.apiKey().get().wrongKinds());
    }
    if (definition.accessToken().isPresent()) {
      shown.add(definition.accessToken().get().description());
      kinds.addAll(definition.accessToken().get().wrongKinds());
      kinds.addAll(definition.accessToken().get().wrongRefreshKinds());
    }
    for (WrongKind kind : kinds) {
      shown.addAll(List.of(kind.prefix(), kind.found(), kind.remedy()));
    }
    for (IdentityCall call : definition.identityCalls()) {
      shown.add(call.refusalHint().orElse(""));
    }
    return shown;
  }

  private void checkOAuth2(OAuth2 oauth2) {
    checkScopes(oauth2.defaultScopes().values());
    checkScopes(oauth2.requiredScopes().values());
    require(
        TextRule.SCOPE_SEPARATOR.holds(oauth2.scopeSeparator()),
        "the scope separator must hold 1 to 3 printable characters");
    require(
        TextRule.VALUE.holdsForAll(oauth2.parameters().values()),
        "the value of a parameter must be printable and hold at most 2048 characters");
    require(
        TextRule.SET_NAME.holdsForAll(TokenSetShape.names(oauth2.tokenSets())),
        "a token set must be named in lower case");
    checkHeaders(oauth2.tokenHeaders());
  }

  private void checkScopes(Collection<String> scopes) {
    require(
        scopes.size() <= MAX_ENTRIES && TextRule.SCOPE.holdsForAll(scopes),
        "there must be at most 200 scopes of 1 to 256 printable characters without blank and"
            + " quote");
  }

  private void checkApi(ApiAccess api) {
    checkHeaders(api.headers());
    require(
        isScheme(api.credentialScheme())
            && (definition.apiKey().isEmpty()
                || isScheme(definition.apiKey().get().scheme().orElse(""))),
        "the scheme of a credential must be one word, or empty");
    checkErrors(api.errors());
  }

  private void checkErrors(ApiErrors errors) {
    List<String> quotaHeaders = new ArrayList<>();
    for (QuotaHeaders quota : errors.quotas()) {
      quotaHeaders.addAll(List.of(quota.remaining(), quota.reset()));
    }
    require(
        TextRule.WORD.holdsForAll(quotaHeaders), "the headers of a quota must be named by a word");
    Duration pause = errors.untoldPause();
    require(
        pause.compareTo(MIN_PAUSE) >= 0 && pause.compareTo(MAX_PAUSE) <= 0,
        "the pause after a rate limit must be 1 second to 1 hour");
    require(
        !errors.codePaths().isEmpty() || errors.unauthorized().isEmpty(),
        "codes that mean that a token is not accepted need a place where they stand");
  }

  private void checkIdentity(IdentityCall call) {
    require(TextRule.METHOD.holds(call.method()), "the method of the identity call is none");
    require(
        isPath(call.path()),
        "the path of the identity call must begin with '/' and be one, without fragment");
    require(
        call.scopesHeader().isEmpty() || TextRule.WORD.holds(call.scopesHeader().get()),
        "the header with the scopes must be named by a word");
  }

  private void checkRevocation(RevocationCall call) {
    require(TextRule.METHOD.holds(call.method()), "the method of the revocation is none");
    require(
        TextRule.WORD.holds(call.tokenField()),
        "the field of the token to revoke must be named by a word");
    checkHeaders(call.headers());
  }

  private void checkHeaders(Map<String, String> headers) {
    require(
        TextRule.WORD.holdsForAll(headers.keySet()) && !anyOwn(headers.keySet()),
        "a header must be named by a word, and be none that the protocol sets itself");
    require(
        TextRule.VALUE.holdsForAll(headers.values()),
        "the value of a header must be printable and hold at most 2048 characters");
  }

  private static boolean anyOwn(Collection<String> headers) {
    for (String header : headers) {
      if (OWN_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  static boolean anyBlank(Collection<String> texts) {
    for (String text : texts) {
      if (text.isBlank()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isScheme(String scheme) {
    return scheme.isEmpty() || TextRule.WORD.holds(scheme);
  }

  private static boolean isLink(URI uri) {
    return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
  }

  // Below a base without a path, "@host" and ".host" would name another host.
  private static boolean isPath(String path) {
    return path.startsWith("/") && path.length() <= MAX_PATH && isUriWithoutFragment(path);
  }

  private static boolean isUriWithoutFragment(String path) {
    try {
      return URI.create("https://host.example" + path).getRawFragment() == null;
    } catch (IllegalArgumentException notUri) {
      return false;
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      problems.add(otherwise);
    }
  }
}

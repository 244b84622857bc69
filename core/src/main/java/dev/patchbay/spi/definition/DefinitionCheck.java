package dev.patchbay.spi.definition;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects everything that is wrong with a definition, and throws once. */
final class DefinitionCheck {
  private static final int MAX_ID = 40;
  private static final int MAX_TEXT = 80;

  private final IntegrationDefinition definition;
  private final List<String> problems = new ArrayList<>();

  private DefinitionCheck(IntegrationDefinition definition) {
    this.definition = definition;
  }

  static void check(IntegrationDefinition definition) {
    DefinitionCheck check = new DefinitionCheck(definition);
    check.checkNames();
    check.checkVariables();
    definition.oauth2().ifPresent(check::checkOAuth2);
    definition.accessToken().ifPresent(check::checkAccessToken);
    definition
        .apiKey()
        .ifPresent(it -> check.checkHints("API key", it.description(), it.wrongKinds()));
    definition.api().ifPresent(api -> check.checkUrl("api", api.baseUrl(), Set.of()));
    definition.identity().ifPresent(check::checkIdentity);
    definition.revocation().ifPresent(check::checkRevocation);
    check.problems.addAll(DefinitionTexts.problems(definition));
    check.throwProblems();
  }

  private void checkNames() {
    if (!isName(definition.id(), "_-") || definition.id().length() < 2) {
      problems.add(
          "the id must be a lower-case letter and then 1 to 39 of 'a-z', '0-9', '_' and '-'");
    }
    String name = definition.displayName();
    if (name.isBlank()
        || name.length() > MAX_TEXT
        || name.chars().anyMatch(Character::isISOControl)) {
      problems.add(
          "the display name must hold 1 to 80 characters, none of them a control character");
    }
    if (definition.auth().isEmpty()) {
      problems.add("there must be at least one way to connect");
    }
    if (definition.auth().stream().map(Object::getClass).distinct().count()
        != definition.auth().size()) {
      problems.add("each way to connect must be there once");
    }
    if (definition.identity().isPresent() && definition.api().isEmpty()) {
      problems.add("an identity call needs an API");
    }
  }

  private void checkVariables() {
    problems.addAll(new VariableCheck(definition.variables()).problems());
  }

  private void checkOAuth2(OAuth2 oauth2) {
    checkUrl("authorize", oauth2.authorizeUrl(), Set.of());
    checkUrl("token", oauth2.tokenUrl(), Set.of());
    if (oauth2.clientAuthentication() == ClientAuthentication.ANONYMOUS) {
      problems.add("a client must name itself at the token endpoint");
    }
    checkTokenSets(oauth2.tokenSets());
    checkParameters(oauth2.parameters().keySet());
    checkParameters(oauth2.allowedParameters());
    if (!oauth2.requiredScopes().missingFrom(oauth2.defaultScopes()).isEmpty()) {
      problems.add("the default scopes must hold all the required ones");
    }
    if (oauth2.issuerRequired() && oauth2.issuer().isEmpty()) {
      problems.add("a required issuer must be named");
    }
    oauth2.issuer().ifPresent(issuer -> checkUrl("issuer", UrlTemplate.of(issuer), Set.of()));
  }

  private void checkAccessToken(AccessToken method) {
    List<WrongKind> all = new ArrayList<>(method.wrongKinds());
    all.addAll(method.wrongRefreshKinds());
    checkHints("access token", method.description(), all);
    if (method.unrefreshablePrefixes().stream().anyMatch(String::isBlank)) {
      problems.add("a prefix of an access token that is never refreshed must not be blank");
    }
  }

  private void checkIdentity(IdentityCall identity) {
    identity
        .chain()
        .flatMap(call -> call.base().stream())
        .forEach(base -> checkUrl("identity", base, Set.of()));
  }

  private void checkRevocation(RevocationCall call) {
    checkUrl("revocation", call.url(), Set.of("client_id"));
    if (call.tokenInHeader() && call.clientAuthentication() != ClientAuthentication.ANONYMOUS) {
      problems.add("a revocation with the token in its header has no place for a client");
    }
  }

  private void checkTokenSets(List<TokenSetShape> shapes) {
    if (shapes.stream().map(TokenSetShape::name).distinct().count() != shapes.size()) {
      problems.add("each token set must have a name of its own");
    }
    if (shapes.stream().anyMatch(shape -> !shape.refreshed().name().equals(shape.name()))) {
      problems.add("a token set must keep its name in the reply to a refresh");
    }
    Set<String> names = new TreeSet<>(shapes.stream().map(TokenSetShape::name).toList());
    definition
        .accessToken()
        .filter(method -> !names.containsAll(method.tokenSets().values()))
        .ifPresent(unknown -> problems.add("an access token must belong to a declared token set"));
  }

  private void checkHints(String what, String description, List<WrongKind> wrongKinds) {
    if (description.isBlank()) {
      problems.add("the " + what + " must be described");
    }
    if (wrongKinds.stream().map(WrongKind::prefix).anyMatch(String::isBlank)) {
      problems.add("a wrong kind of " + what + " must have a prefix");
    }
  }

  private void checkParameters(Set<String> names) {
    for (String name : names) {
      if (ReservedParameters.isReserved(name)) {
        problems.add("the parameter '" + name + "' is reserved for the protocol");
      }
    }
  }

  private void checkUrl(String what, UrlTemplate template, Set<String> extraNames) {
    problems.addAll(new TemplateCheck(definition.variables(), extraNames).problems(what, template));
  }

  static boolean isName(String text, String alsoAllowed) {
    return !text.isEmpty()
        && text.length() <= MAX_ID
        && isLetter(text.charAt(0))
        && text.chars()
            .allMatch(
                c -> isLetter(c) || (c >= '0' && c <= '9') || alsoAllowed.indexOf((char) c) >= 0);
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z';
  }

  private void throwProblems() {
    if (!problems.isEmpty()) {
      throw new InvalidRequestException(
          ErrorDetail.builder(
                  ErrorCode.INVALID_ARGUMENT,
                  "The definition of '"
                      + definition.id()
                      + "' is not acceptable: "
                      + String.join("; ", problems))
              .field("definition")
              .build());
    }
  }
}

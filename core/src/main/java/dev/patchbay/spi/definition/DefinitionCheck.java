package dev.patchbay.spi.definition;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects everything that is wrong with a definition, and throws once. */
final class DefinitionCheck {
  private final IntegrationDefinition definition;
  private final List<String> problems = new ArrayList<>();

  private DefinitionCheck(IntegrationDefinition definition) {
    this.definition = definition;
  }

  // Plain loops, here and in what is called: the JVM makes a class of each lambda, at every start.
  static void check(IntegrationDefinition definition) {
    DefinitionCheck check = new DefinitionCheck(definition);
    check.checkNames();
    check.checkVariables();
    check.checkMethods();
    check.checkCalls();
    check.problems.addAll(DefinitionTexts.problems(definition));
    check.throwProblems();
  }

  private void checkNames() {
    if (!TextRule.ID.holds(definition.id())) {
      problems.add(
          "the id must be a lower-case letter and then 1 to 39 of 'a-z', '0-9', '_' and '-'");
    }
    String name = definition.displayName();
    if (name.isBlank() || !TextRule.DISPLAY_NAME.holds(name)) {
      problems.add(
          "the display name must hold 1 to 80 characters, none of them a control character");
    }
    if (definition.auth().isEmpty()) {
      problems.add("there must be at least one way to connect");
    }
    Set<Class<?>> kinds = new HashSet<>();
    for (AuthMethod method : definition.auth()) {
      kinds.add(method.getClass());
    }
    if (kinds.size() != definition.auth().size()) {
      problems.add("each way to connect must be there once");
    }
    if (definition.identity().isPresent() && definition.api().isEmpty()) {
      problems.add("an identity call needs an API");
    }
  }

  private void checkVariables() {
    problems.addAll(new VariableCheck(definition.variables()).problems());
  }

  private void checkMethods() {
    if (definition.oauth2().isPresent()) {
      checkOAuth2(definition.oauth2().get());
    }
    if (definition.accessToken().isPresent()) {
      checkAccessToken(definition.accessToken().get());
    }
    if (definition.apiKey().isPresent()) {
      ApiKey key = definition.apiKey().get();
      checkHints("API key", key.description(), key.wrongKinds());
    }
  }

  private void checkOAuth2(OAuth2 oauth2) {
    checkUrl("authorize", oauth2.authorizeUrl(), Set.of());
    checkUrl("token", oauth2.tokenUrl(), Set.of());
    if (oauth2.clientAuthentication() == ClientAuthentication.ANONYMOUS) {
      problems.add("a client must name itself at the token endpoint");
    }
    checkTokenSets(oauth2);
    checkParameters(oauth2.parameters().keySet());
    checkParameters(oauth2.allowedParameters());
    if (!oauth2.requiredScopes().missingFrom(oauth2.defaultScopes()).isEmpty()) {
      problems.add("the default scopes must hold all the required ones");
    }
    if (oauth2.issuerRequired() && oauth2.issuer().isEmpty()) {
      problems.add("a required issuer must be named");
    }
    if (oauth2.issuer().isPresent()) {
      checkUrl("issuer", UrlTemplate.of(oauth2.issuer().get()), Set.of());
    }
  }

  private void checkAccessToken(AccessToken method) {
    List<WrongKind> all = new ArrayList<>(method.wrongKinds());
    all.addAll(method.wrongRefreshKinds());
    checkHints("access token", method.description(), all);
    if (DefinitionTexts.anyBlank(method.unrefreshablePrefixes())) {
      problems.add("a prefix of an access token that is never refreshed must not be blank");
    }
  }

  private void checkCalls() {
    if (definition.api().isPresent()) {
      checkUrl("api", definition.api().get().baseUrl(), Set.of());
    }
    for (IdentityCall call : definition.identityCalls()) {
      if (call.base().isPresent()) {
        checkUrl("identity", call.base().get(), Set.of());
      }
    }
    if (definition.revocation().isPresent()) {
      checkRevocation(definition.revocation().get());
    }
  }

  private void checkRevocation(RevocationCall call) {
    checkUrl("revocation", call.url(), Set.of("client_id"));
    if (call.tokenInHeader() && call.clientAuthentication() != ClientAuthentication.ANONYMOUS) {
      problems.add("a revocation with the token in its header has no place for a client");
    }
  }

  private void checkTokenSets(OAuth2 oauth2) {
    List<String> declared = TokenSetShape.names(oauth2.tokenSets());
    Set<String> names = new HashSet<>(declared);
    if (names.size() != declared.size()) {
      problems.add("each token set must have a name of its own");
    }
    List<String> afterRefresh = new ArrayList<>();
    for (TokenSetShape shape : oauth2.tokenSets()) {
      afterRefresh.add(shape.refreshed().name());
    }
    if (!afterRefresh.equals(declared)) {
      problems.add("a token set must keep its name in the reply to a refresh");
    }
    Optional<AccessToken> method = definition.accessToken();
    if (method.isPresent() && !names.containsAll(method.get().tokenSets().values())) {
      problems.add("an access token must belong to a declared token set");
    }
  }

  private void checkHints(String what, String description, List<WrongKind> wrongKinds) {
    if (description.isBlank()) {
      problems.add("the " + what + " must be described");
    }
    List<String> prefixes = new ArrayList<>();
    for (WrongKind kind : wrongKinds) {
      prefixes.add(kind.prefix());
    }
    if (DefinitionTexts.anyBlank(prefixes)) {
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

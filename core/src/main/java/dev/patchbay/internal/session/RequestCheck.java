package dev.patchbay.internal.session;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.check.ReturnUrls;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Secret;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.ReservedParameters;
import dev.patchbay.spi.definition.Variable;
import dev.patchbay.spi.store.ConnectionRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a request for a session before anything is made of it. */
final class RequestCheck {
  private static final int MAX_SCOPES = 100;
  private static final int MAX_SCOPE = 256;
  private static final int MAX_BINDING = 1024;

  private final ConnectionStore connections;
  private final ReturnUrls returns;
  private final SessionSettings.BindingRule bindingRule;

  RequestCheck(
      ConnectionStore connections, ReturnUrls returns, SessionSettings.BindingRule bindingRule) {
    this.connections = connections;
    this.returns = returns;
    this.bindingRule = bindingRule;
  }

  void checkShape(SessionRequest request) {
    Arguments.workspace(request.workspaceId());
    Arguments.id("integrationType", request.integrationType());
    request.memberId().map(MemberId::value).ifPresent(id -> Arguments.id("memberId", id));
    request
        .connectionId()
        .map(ConnectionId::value)
        .ifPresent(id -> Arguments.id("connectionId", id));
    request.returnTo().ifPresent(returns::check);
    request.scopes().ifPresent(scopes -> checkScopes(List.copyOf(scopes.values())));
    Arguments.entries("variables", request.variables());
    Arguments.entries("parameters", request.parameters());
    checkBinding(request);
  }

  private static void checkScopes(List<String> scopes) {
    if (scopes.size() > MAX_SCOPES) {
      throw Arguments.invalid("scopes", scopes.size() + " scopes", "at most " + MAX_SCOPES);
    }
    for (String scope : scopes) {
      boolean acceptable =
          !scope.isEmpty()
              && scope.length() <= MAX_SCOPE
              && scope.chars().allMatch(c -> c > ' ' && c <= '~' && c != ',' && c != '"');
      if (!acceptable) {
        throw Arguments.invalid(
            "scopes",
            Arguments.describe(scope),
            "one scope an entry: 1 to 256 printable characters without space, comma and quote");
      }
    }
  }

  private void checkBinding(SessionRequest request) {
    if (request.browserBinding().isEmpty() && bindingRule == SessionSettings.BindingRule.REQUIRED) {
      throw Arguments.invalid(
          "browserBinding",
          "none",
          "a value that only the user's browser holds, because this registry was built with"
              + " 'requireBrowserBinding'");
    }
    request
        .browserBinding()
        .map(Secret::reveal)
        .ifPresent(text -> Arguments.text("browserBinding", text, MAX_BINDING));
  }

  /** Gives the variables of a session: those of the request, defaults for the rest, no others. */
  Map<String, String> variables(
      SessionRequest request, IntegrationDefinition definition, Optional<Connection> reconnected) {
    if (reconnected.isPresent() && request.variables().isEmpty()) {
      return reconnected.get().variables();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (Variable variable : definition.variables()) {
      variables.put(variable.name(), value(request, variable));
    }
    for (String name : request.variables().keySet()) {
      if (!variables.containsKey(name)) {
        throw Arguments.invalid(
            "variables." + Arguments.shown(name),
            "a variable that '" + definition.id() + "' does not have",
            "one of " + variables.keySet());
      }
    }
    if (reconnected.isPresent() && !variables.equals(reconnected.get().variables())) {
      throw otherConnection("variables");
    }
    return variables;
  }

  private static String value(SessionRequest request, Variable variable) {
    String value =
        Optional.ofNullable(request.variables().get(variable.name()))
            .or(variable::defaultValue)
            .orElse("");
    if (!variable.choices().contains(value)) {
      throw Arguments.invalid(
          "variables." + variable.name(),
          Arguments.describe(value),
          "one of " + variable.choices());
    }
    return value;
  }

  void checkParameters(SessionRequest request, OAuth2 oauth2) {
    for (String name : request.parameters().keySet()) {
      if (ReservedParameters.isReserved(name) || !oauth2.allowedParameters().contains(name)) {
        throw Arguments.invalid(
            "parameters." + Arguments.shown(name),
            "a parameter that may not be set",
            "one of " + oauth2.allowedParameters());
      }
    }
  }

  /** Finds the connection to reconnect, and sees that the request does not contradict it. */
  Optional<Connection> reconnected(SessionRequest request) {
    if (request.connectionId().isEmpty()) {
      return Optional.empty();
    }
    Connection connection =
        connections
            .find(request.workspaceId(), request.connectionId().get())
            .map(ConnectionRecord::connection)
            .orElseThrow(() -> notFound(request));
    if (!connection.integrationType().equals(request.integrationType())) {
      throw otherConnection("integration");
    }
    if (request.memberId().isPresent() && !request.memberId().equals(connection.memberId())) {
      throw otherConnection("member");
    }
    return Optional.of(connection);
  }

  private static InvalidRequestException otherConnection(String what) {
    return Arguments.invalid(
        "connectionId",
        "a connection of another " + what + " than the request names",
        "one that agrees with the request");
  }

  private static NotFoundException notFound(SessionRequest request) {
    return new NotFoundException(
        ErrorDetail.builder(
                ErrorCode.CONNECTION_NOT_FOUND,
                "The connection to reconnect was not found in this workspace; list its connections,"
                    + " or leave 'connectionId' out to make a new one")
            .integrationType(request.integrationType())
            .field("connectionId")
            .build());
  }
}

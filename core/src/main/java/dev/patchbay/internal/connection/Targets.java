package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.host.CustomHosts;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.Variable;
import dev.patchbay.spi.store.ConnectionRecord;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out where a request wants its connection, and whether it contradicts itself there. */
public final class Targets {
  private final ConnectionStore connections;
  private final CustomHosts hosts;

  public Targets(ConnectionStore connections, CustomHosts hosts) {
    this.connections = connections;
    this.hosts = hosts;
  }

  /** Checks the ids and entries of a request, before anything is looked up. */
  public static void checkShape(Asked asked) {
    Arguments.workspace(asked.workspaceId());
    Arguments.id("integrationType", asked.integrationType());
    if (asked.memberId().isPresent()) {
      Arguments.id("memberId", asked.memberId().get().value());
    }
    if (asked.connectionId().isPresent()) {
      Arguments.id("connectionId", asked.connectionId().get().value());
    }
    Arguments.entries("variables", asked.variables());
  }

  /**
   * Gives the place that a request speaks of: that of the connection it names, or its own with the
   * defaults of the integration.
   *
   * @throws NotFoundException if the workspace has no connection of the named id
   * @throws InvalidRequestException if the request contradicts that connection, or the variables
   *     are not those of the integration
   */
  public Place resolve(Asked asked, IntegrationDefinition definition) {
    Optional<Connection> named = named(asked);
    Optional<MemberId> member =
        named.isPresent() && asked.memberId().isEmpty() ? named.get().memberId() : asked.memberId();
    return new Place(
        asked.workspaceId(), asked.integrationType(), member, variables(asked, definition, named));
  }

  /** The scopes that the named connection asked for; empty if it was not granted by OAuth. */
  public Optional<Scopes> scopesBefore(Asked asked) {
    if (asked.connectionId().isEmpty()) {
      return Optional.empty();
    }
    return connections
        .find(asked.workspaceId(), asked.connectionId().get())
        .map(ConnectionRecord::connection)
        .filter(connection -> connection.credentialKind() == CredentialKind.OAUTH)
        .map(Connection::requestedScopes);
  }

  private Optional<Connection> named(Asked asked) {
    if (asked.connectionId().isEmpty()) {
      return Optional.empty();
    }
    Connection connection =
        connections
            .find(asked.workspaceId(), asked.connectionId().get())
            .map(ConnectionRecord::connection)
            .orElseThrow(() -> notFound(asked));
    if (!connection.integrationType().equals(asked.integrationType())) {
      throw otherConnection("integration");
    }
    if (asked.memberId().isPresent() && !asked.memberId().equals(connection.memberId())) {
      throw otherConnection("member");
    }
    return Optional.of(connection);
  }

  private Map<String, String> variables(
      Asked asked, IntegrationDefinition definition, Optional<Connection> named) {
    checkNames(asked, definition);
    Map<String, String> given = given(asked, named);
    Set<String> replaced = replaced(asked, definition, given);
    Map<String, String> variables = new LinkedHashMap<>();
    for (Variable variable : definition.variables()) {
      if (!replaced.contains(variable.name())) {
        Optional<String> value = value(definition, variable, given);
        if (value.isPresent()) {
          variables.put(variable.name(), value.get());
        }
      }
    }
    if (named.isPresent() && !variables.equals(named.get().variables())) {
      throw otherConnection("variables");
    }
    return variables;
  }

  private static Map<String, String> given(Asked asked, Optional<Connection> named) {
    if (named.isEmpty()) {
      return asked.variables();
    }
    Map<String, String> given = new LinkedHashMap<>(named.get().variables());
    given.putAll(asked.variables());
    return given;
  }

  private static void checkNames(Asked asked, IntegrationDefinition definition) {
    if (asked.variables().isEmpty()) {
      return;
    }
    List<String> names = definition.variables().stream().map(Variable::name).toList();
    for (String name : asked.variables().keySet()) {
      if (!names.contains(name)) {
        throw Arguments.invalid(
            "variables." + Arguments.shown(name),
            "a variable that '" + definition.id() + "' does not have",
            "one of " + names);
      }
    }
  }

  private static Set<String> replaced(
      Asked asked, IntegrationDefinition definition, Map<String, String> given) {
    if (given.isEmpty()) {
      return Set.of();
    }
    Set<String> replaced = new HashSet<>();
    for (Variable variable : definition.variables()) {
      if (given.containsKey(variable.name())) {
        variable.replaces().ifPresent(replaced::add);
      }
    }
    for (String name : replaced) {
      if (asked.variables().containsKey(name)) {
        throw Arguments.invalid(
            "variables." + name, "a value beside that of a variable that replaces it", "none");
      }
    }
    return replaced;
  }

  private Optional<String> value(
      IntegrationDefinition definition, Variable variable, Map<String, String> given) {
    String own = given.get(variable.name());
    Optional<String> value = own == null ? variable.defaultValue() : Optional.of(own);
    if (value.isEmpty() ? variable.isOptional() : variable.choices().contains(value.get())) {
      return value;
    }
    if (value.isPresent() && variable.takesCustomHosts()) {
      return Optional.of(hosts.read(definition, variable, value.get()));
    }
    throw Arguments.invalid(
        "variables." + variable.name(),
        Arguments.describe(value.orElse("")),
        "one of " + variable.choices());
  }

  private static InvalidRequestException otherConnection(String what) {
    return Arguments.invalid(
        "connectionId",
        "a connection of another " + what + " than the request names",
        "one that agrees with the request");
  }

  private static NotFoundException notFound(Asked asked) {
    return new NotFoundException(
        ErrorDetail.builder(
                ErrorCode.CONNECTION_NOT_FOUND,
                "The connection to reconnect was not found in this workspace; list its connections,"
                    + " or leave 'connectionId' out to make a new one")
            .integrationType(asked.integrationType())
            .field("connectionId")
            .build());
  }

  /** What a request says of the place. */
  public record Asked(
      WorkspaceId workspaceId,
      String integrationType,
      Optional<MemberId> memberId,
      Map<String, String> variables,
      Optional<ConnectionId> connectionId) {}
}

package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.Variable;
import dev.patchbay.spi.store.ConnectionRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds out where a request wants its connection, and whether it contradicts itself there. */
public final class Targets {
  private final ConnectionStore connections;

  public Targets(ConnectionStore connections) {
    this.connections = connections;
  }

  /** Checks the ids and entries of a request, before anything is looked up. */
  public static void checkShape(Asked asked) {
    Arguments.workspace(asked.workspaceId());
    Arguments.id("integrationType", asked.integrationType());
    asked.memberId().map(MemberId::value).ifPresent(id -> Arguments.id("memberId", id));
    asked.connectionId().map(ConnectionId::value).ifPresent(id -> Arguments.id("connectionId", id));
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
    Optional<Connection> named = asked.connectionId().map(id -> named(asked, id));
    return new Place(
        asked.workspaceId(),
        asked.integrationType(),
        asked.memberId().or(() -> named.flatMap(Connection::memberId)),
        variables(asked, definition, named));
  }

  /** The scopes that the named connection asked for; empty if there were none. */
  public Optional<Scopes> scopesBefore(Asked asked) {
    return asked
        .connectionId()
        .flatMap(id -> connections.find(asked.workspaceId(), id))
        .map(record -> record.connection().requestedScopes())
        .filter(scopes -> !scopes.isEmpty());
  }

  private Connection named(Asked asked, ConnectionId id) {
    Connection connection =
        connections
            .find(asked.workspaceId(), id)
            .map(ConnectionRecord::connection)
            .orElseThrow(() -> notFound(asked));
    if (!connection.integrationType().equals(asked.integrationType())) {
      throw otherConnection("integration");
    }
    if (asked.memberId().isPresent() && !asked.memberId().equals(connection.memberId())) {
      throw otherConnection("member");
    }
    return connection;
  }

  private static Map<String, String> variables(
      Asked asked, IntegrationDefinition definition, Optional<Connection> named) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Variable variable : definition.variables()) {
      variables.put(variable.name(), value(asked, variable, named));
    }
    for (String name : asked.variables().keySet()) {
      if (!variables.containsKey(name)) {
        throw Arguments.invalid(
            "variables." + Arguments.shown(name),
            "a variable that '" + definition.id() + "' does not have",
            "one of " + variables.keySet());
      }
    }
    if (named.isPresent() && !variables.equals(named.get().variables())) {
      throw otherConnection("variables");
    }
    return variables;
  }

  private static String value(Asked asked, Variable variable, Optional<Connection> named) {
    String value =
        Optional.ofNullable(asked.variables().get(variable.name()))
            .or(() -> named.map(Connection::variables).map(known -> known.get(variable.name())))
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

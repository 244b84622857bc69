package dev.patchbay.internal.refresh;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.concurrent.EngineTime;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads token sets, and opens them. Thread-safe. */
final class Readings {
  private static final Logger LOG = LoggerFactory.getLogger(Readings.class);

  private final Vault vault;
  private final EngineTime time;

  Readings(Vault vault, EngineTime time) {
    this.vault = vault;
    this.time = time;
  }

  /**
   * Reads a token set.
   *
   * @param tokenSet its name; empty for the primary one
   * @throws NotFoundException if the workspace has no such connection
   * @throws dev.patchbay.error.InvalidRequestException if it has no such token set
   */
  Reading get(WorkspaceId workspaceId, ConnectionId connectionId, Optional<String> tokenSet) {
    ConnectionRecord record =
        vault
            .sealedConnections()
            .find(workspaceId, connectionId)
            .orElseThrow(() -> notFound(connectionId));
    Instant now = record.readAt().orElseGet(time::now);
    return new Reading(record, set(record, tokenSet), now);
  }

  Reading get(TokenSetKey key) {
    return get(key.workspaceId(), key.connectionId(), Optional.of(key.name()));
  }

  private static TokenSetRecord set(ConnectionRecord record, Optional<String> tokenSet) {
    Set<String> names = record.tokenSets().keySet();
    String name = tokenSet.orElseGet(() -> names.iterator().next());
    TokenSetRecord set = record.tokenSets().get(name);
    if (set == null) {
      throw Arguments.invalid("tokenSet", Arguments.describe(name), "one of " + names);
    }
    return set;
  }

  static NotFoundException notFound(ConnectionId connectionId) {
    return new NotFoundException(
        ErrorDetail.builder(
                ErrorCode.CONNECTION_NOT_FOUND,
                "The connection was not found in this workspace; check both ids, or list its"
                    + " connections")
            .connectionId(connectionId)
            .build());
  }

  /**
   * Lets a connection pass whose grant lives, as far as is known.
   *
   * @throws ReconnectRequiredException if its user must connect it again
   */
  static void requireLive(Connection connection) {
    if (connection.status() == ConnectionStatus.NEEDS_REAUTH) {
      throw dead(connection);
    }
  }

  static ReconnectRequiredException dead(Connection connection) {
    ErrorCode code =
        connection.statusCause().flatMap(ErrorCode::find).orElse(ErrorCode.GRANT_REVOKED);
    return new ReconnectRequiredException(
        ErrorDetail.builder(
                code,
                "The credential of the connection was asked for and is over"
                    + connection.statusReason().map(": "::concat).orElse("")
                    + "; ask the user to connect '"
                    + connection.integrationType()
                    + "' again")
            .integrationType(connection.integrationType())
            .connectionId(connection.id())
            .build());
  }

  /**
   * Opens what was read.
   *
   * @throws MisconfiguredException if it does not open
   */
  Credentials open(Reading reading) {
    try {
      return credentials(reading, vault.sealing().openGrant(reading.connection(), reading.set()));
    } catch (IntegrationException ours) {
      throw ours;
    } catch (RuntimeException foreign) {
      LOG.error(
          "Connection {} could not be opened: {}",
          reading.connection().id(),
          Faults.describe(foreign));
      throw RefreshFlight.fault();
    }
  }

  static Credentials credentials(Reading reading, TokenGrant grant) {
    Connection connection = reading.connection();
    TokenSetRecord set = reading.set();
    Credentials.Builder credentials =
        Credentials.builder(connection.id(), set.name(), set.version(), grant.accessToken())
            .kind(connection.credentialKind())
            .tokenType(grant.tokenType().orElse(null))
            .scopes(grant.scopes().orElseGet(Scopes::none))
            .expiresAt(set.expiresAt().orElse(null));
    grant.extra().forEach(credentials::extra);
    return credentials.build();
  }
}

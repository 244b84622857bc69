package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.client.OAuthClients;
import dev.patchbay.internal.connection.ConnectionWriter.Draft;
import dev.patchbay.internal.connection.ConnectionWriter.GrantRules;
import dev.patchbay.internal.connection.ConnectionWriter.Origin;
import dev.patchbay.internal.connection.Placement.Decision;
import dev.patchbay.internal.connection.Placement.Objection;
import dev.patchbay.internal.connection.Placement.Wanted;
import dev.patchbay.internal.connection.ServiceCalls.Identity;
import dev.patchbay.internal.protocol.RandomText;
import dev.patchbay.internal.protocol.TokenSets;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.WriteOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes connections of credentials that were handed over: checks their shape, asks the service
 * whose they are, and writes. Nothing is stored before everything is known.
 */
public final class DirectCreation {
  private static final Logger LOG = LoggerFactory.getLogger(DirectCreation.class);
  private static final int MAX_TRIES = 20;

  private final ProviderRegistry providers;
  private final OAuthClients clients;
  private final ServiceCalls calls;
  private final Vault vault;
  private final Listeners listeners;
  private final Targets targets;
  private final Placement placement;
  private final Repetition repetition;
  private final ConnectionWriter writer;

  public DirectCreation(Parts parts, RandomText random, Clock clock, Listeners listeners) {
    this.providers = parts.providers();
    this.clients = parts.clients();
    this.calls = parts.calls();
    this.vault = parts.vault();
    this.listeners = listeners;
    this.targets = parts.targets();
    this.placement = new Placement(vault.connections());
    this.repetition = new Repetition(vault.sealing(), clock);
    this.writer = new ConnectionWriter(random, vault.sealing());
  }

  /** Creates a connection; see {@code ConnectionManager.create}. */
  public Connection create(WorkspaceId workspaceId, ConnectionRequest request) {
    Targets.Asked asked = asked(workspaceId, Arguments.present("request", request));
    Targets.checkShape(asked);
    Handover handover = Handover.of(request);
    checkVerification(request);
    InstalledProvider provider = providers.get(request.integrationType());
    handover.checkKind(provider.definition());
    Place place = targets.resolve(asked, provider.definition());
    Optional<String> clientId = clientId(request, place, provider.definition());
    Credential credential = credential(request, handover, provider.definition());
    Optional<Identity> identity =
        request.verificationOff()
            ? Optional.empty()
            : Optional.of(calls.identify(provider, credential, place.variables()));
    return write(
        request,
        new Draft(
            place,
            identity.map(Identity::account),
            GrantRules.of(Scopes.none(), provider.definition()),
            List.of(withScopes(credential.grant(), identity.flatMap(Identity::scopes))),
            new Origin(
                handover.kind(),
                clientId,
                Duration.ZERO,
                Optional.of(Fingerprint.of(place, handover.credential())))));
  }

  private static Targets.Asked asked(WorkspaceId workspaceId, ConnectionRequest request) {
    return new Targets.Asked(
        workspaceId,
        request.integrationType(),
        request.memberId(),
        request.variables(),
        request.connectionId());
  }

  private static void checkVerification(ConnectionRequest request) {
    if (request.verificationOff() && request.connectionId().isPresent()) {
      throw Arguments.invalid(
          "connectionId",
          "a connection beside 'verificationOff'",
          "verification: the named connection is renewed only if the account is known to be its"
              + " own");
    }
  }

  /** Finds the client that a refresh token needs, and that revoking needs. */
  private Optional<String> clientId(
      ConnectionRequest request, Place place, IntegrationDefinition definition) {
    if (request.refreshToken().isEmpty() && request.clientId().isEmpty()) {
      return Optional.empty();
    }
    OAuthClientLookup.Builder lookup =
        OAuthClients.lookup(place.integrationType(), place.workspaceId(), place.variables());
    request.clientId().ifPresent(lookup::clientId);
    Optional<OAuthClient> client =
        definition.oauth2().flatMap(oauth2 -> clients.find(lookup.build(), oauth2));
    return Optional.of(client.map(OAuthClient::clientId).orElseThrow(() -> noClient(request)));
  }

  private static RuntimeException noClient(ConnectionRequest request) {
    return Arguments.invalid(
        "clientId",
        request.clientId().isPresent()
            ? "the id of no client that is configured for the integration"
            : "none, and no client is configured for the integration",
        "the id of the configured client that minted the tokens");
  }

  private static Credential credential(
      ConnectionRequest request, Handover handover, IntegrationDefinition definition) {
    TokenGrant.Builder grant =
        TokenGrant.builder(
                TokenSets.nameOf(definition, handover.credential()), handover.credential())
            .refreshToken(handover.refreshToken().orElse(null))
            .expiresIn(request.expiresIn().orElse(null))
            .scopes(request.scopes().orElse(null));
    request.extra().forEach(grant::extra);
    Scopes known = request.scopes().orElseGet(Scopes::none);
    return new Credential(handover.kind(), grant.build(), known);
  }

  /** What the caller says of the scopes counts, then what the service says. */
  private static TokenGrant withScopes(TokenGrant grant, Optional<Scopes> told) {
    return grant.toBuilder().scopes(grant.scopes().or(() -> told).orElse(null)).build();
  }

  private Connection write(ConnectionRequest request, Draft draft) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<Connection> written = tryOnce(request, draft);
      if (written.isPresent()) {
        return written.get();
      }
    }
    throw new TemporaryFailureException(
        detail(
            draft,
            ErrorCode.OVERLOADED,
            "The connection was changed by others again and again; try again shortly"));
  }

  private Optional<Connection> tryOnce(ConnectionRequest request, Draft draft) {
    Decision decision =
        placement.decide(
            new Wanted(
                draft.place(),
                draft.account(),
                request.connectionId(),
                request.accountChangeAllowed(),
                draft.origin().fingerprint()));
    decision.objection().ifPresent(objection -> refuse(draft, objection));
    Optional<Draft> changes =
        decision
            .existing()
            .map(record -> repetition.changes(record, draft))
            .orElseGet(() -> Optional.of(draft));
    return changes.isPresent()
        ? store(changes.get(), decision)
        : decision.existing().map(ConnectionRecord::connection);
  }

  private Optional<Connection> store(Draft draft, Decision decision) {
    ConnectionWrite write = writer.write(draft, decision);
    WriteOutcome outcome = vault.connections().write(write);
    vault.cache().forget(write.connection().id());
    outcome.connection().map(ConnectionRecord::connection).ifPresent(it -> announce(write, it));
    return outcome.connection().map(ConnectionRecord::connection);
  }

  private void announce(ConnectionWrite write, Connection connection) {
    boolean isNew = write.expectedRevision().isEmpty();
    LOG.info(
        "Connection {} of integration {} {} by {}{}",
        connection.id(),
        connection.integrationType(),
        isNew ? "created" : "renewed",
        connection.credentialKind(),
        connection.account().isPresent() ? "" : ", not verified");
    listeners.written(write, connection);
  }

  private static void refuse(Draft draft, Objection objection) {
    ErrorDetail detail = detail(draft, objection.code(), objection.what());
    throw objection.code() == ErrorCode.CONNECTION_NOT_FOUND
        ? new NotFoundException(detail)
        : new InvalidRequestException(detail);
  }

  private static ErrorDetail detail(Draft draft, ErrorCode code, String message) {
    return ErrorDetail.builder(code, message)
        .integrationType(draft.place().integrationType())
        .field(code == ErrorCode.OVERLOADED ? null : "connectionId")
        .build();
  }

  /** What creating shares with the rest of the engine. */
  public record Parts(
      ProviderRegistry providers,
      OAuthClients clients,
      ServiceCalls calls,
      Vault vault,
      Targets targets) {}
}

package dev.patchbay.internal.connection;

import dev.patchbay.error.IntegrationException;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.client.OAuthClients;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.model.Connection;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevocationReach;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.store.ConnectionRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the grants of a connection at the service, unless others would die with them. */
public final class Revoker {
  private static final Logger LOG = LoggerFactory.getLogger(Revoker.class);

  private static final List<Revocation> SEVERITY =
      List.of(Revocation.REVOKED, Revocation.SKIPPED, Revocation.NOT_SUPPORTED, Revocation.FAILED);

  private final ProviderRegistry providers;
  private final ServiceCalls calls;
  private final OAuthClients clients;
  private final ConnectionStore connections;
  private final Sealing sealing;

  public Revoker(
      ProviderRegistry providers, ServiceCalls calls, OAuthClients clients, Vault vault) {
    this.providers = providers;
    this.calls = calls;
    this.clients = clients;
    this.connections = vault.connections();
    this.sealing = vault.sealing();
  }

  /** Revokes what a record holds, which its caller has made unusable before. */
  public DeletionReceipt revoke(ConnectionRecord record, RevocationMode mode) {
    if (mode == RevocationMode.NEVER) {
      return receipt(record, Revocation.SKIPPED, "The caller asked not to revoke");
    }
    try {
      return revokeInstalled(record, mode);
    } catch (IntegrationException failure) {
      return receipt(record, Revocation.FAILED, failure.detail().message());
    } catch (RuntimeException foreign) {
      // A host's cipher or client source may throw anything; the connection goes all the same.
      LOG.error("Revoking {} failed by {}", record.connection().id(), Faults.describe(foreign));
      return receipt(record, Revocation.FAILED, "A fault in this application kept it from asking");
    }
  }

  private DeletionReceipt revokeInstalled(ConnectionRecord record, RevocationMode mode) {
    InstalledProvider provider = providers.get(record.connection().integrationType());
    if (isBeyondReach(provider, record)) {
      return receipt(
          record,
          Revocation.NOT_SUPPORTED,
          "The credential was handed over, not granted to a client of this application; its owner"
              + " can end it in the service's settings");
    }
    if (mode == RevocationMode.AUTO && takesOthers(provider) && hasKin(provider, record)) {
      return receipt(
          record,
          Revocation.SKIPPED,
          "Another connection would die with it, or might; ask for ALWAYS if that is meant");
    }
    Optional<OAuthClient> client = client(record);
    if (client.isEmpty() && needsClient(provider)) {
      return receipt(
          record, Revocation.FAILED, "The client that minted the grant is not configured any more");
    }
    List<TokenGrant> grants =
        record.tokenSets().values().stream()
            .map(set -> sealing.openGrant(record.connection(), set))
            .toList();
    return verdict(record, revokeAll(provider, client, record, grants));
  }

  private boolean hasKin(InstalledProvider provider, ConnectionRecord record) {
    return connections.hasSibling(record) || isClientShared(provider, record);
  }

  /**
   * Says whether the client serves another integration of the same authorization server, as one
   * client may serve Gmail and Google Drive: a grant belongs to user and client there. A client
   * that is not known may be any.
   */
  private boolean isClientShared(InstalledProvider provider, ConnectionRecord record) {
    Optional<UrlTemplate> endpoint = endpoint(provider.definition());
    return providers.definitions().stream()
        .filter(other -> !other.id().equals(provider.definition().id()))
        .filter(other -> endpoint(other).equals(endpoint))
        .map(other -> OAuthClients.lookup(other.id(), workspaceOf(record), Map.of()).build())
        .flatMap(lookup -> clients.find(lookup).stream())
        .anyMatch(client -> record.clientId().map(client.clientId()::equals).orElse(true));
  }

  private static WorkspaceId workspaceOf(ConnectionRecord record) {
    return record.connection().workspaceId();
  }

  private static Optional<UrlTemplate> endpoint(IntegrationDefinition definition) {
    return definition.revocation().map(RevocationCall::url);
  }

  /**
   * Ends grants that no connection holds, unless that would take others with them.
   *
   * @param pretended the connection that they would have been of
   * @param grants the grants
   * @return whether there is no more to do; not if the service could not be asked, or did not
   *     confirm
   */
  public boolean discard(ConnectionRecord pretended, List<TokenGrant> grants) {
    try {
      InstalledProvider provider = providers.get(pretended.connection().integrationType());
      Optional<OAuthClient> client = client(pretended);
      return takesOthers(provider)
          || ((client.isPresent() || !needsClient(provider))
              && discardAll(provider, client, pretended, grants));
    } catch (RuntimeException unrevoked) {
      // The session's own failure is what its user is told.
      LOG.warn("An unused grant was not revoked: {}", Faults.describe(unrevoked));
      return false;
    }
  }

  private boolean discardAll(
      InstalledProvider provider,
      Optional<OAuthClient> client,
      ConnectionRecord pretended,
      List<TokenGrant> grants) {
    Revocation worst = revokeAll(provider, client, pretended, grants);
    if (worst == Revocation.FAILED) {
      LOG.warn(
          "The service of {} did not confirm the end of an unused grant",
          provider.definition().id());
    }
    return worst != Revocation.FAILED;
  }

  private Revocation revokeAll(
      InstalledProvider provider,
      Optional<OAuthClient> client,
      ConnectionRecord record,
      List<TokenGrant> grants) {
    Revocation worst = Revocation.REVOKED;
    for (TokenGrant grant : grants) {
      Revocation one = revokeOne(provider, client, record, grant);
      worst = SEVERITY.indexOf(one) > SEVERITY.indexOf(worst) ? one : worst;
    }
    return worst;
  }

  private Revocation revokeOne(
      InstalledProvider provider,
      Optional<OAuthClient> client,
      ConnectionRecord record,
      TokenGrant grant) {
    try {
      Connection connection = record.connection();
      Credential credential =
          new Credential(connection.credentialKind(), grant, connection.grantedScopes());
      return calls.revoke(provider, client, credential, connection.variables());
    } catch (IntegrationException failure) {
      LOG.warn("A grant was not revoked: {}", Faults.describe(failure));
      return Revocation.FAILED;
    }
  }

  private Optional<OAuthClient> client(ConnectionRecord record) {
    Connection connection = record.connection();
    OAuthClientLookup.Builder lookup =
        OAuthClients.lookup(
            connection.integrationType(), connection.workspaceId(), connection.variables());
    return record.clientId().flatMap(id -> clients.find(lookup.clientId(id).build()));
  }

  /** A key is no grant, and a token of an unknown client can be ended where nobody asks for one. */
  private static boolean isBeyondReach(InstalledProvider provider, ConnectionRecord record) {
    return record.clientId().isEmpty()
        && (needsClient(provider)
            || record.connection().credentialKind() == CredentialKind.API_KEY);
  }

  private static boolean needsClient(InstalledProvider provider) {
    return provider
        .definition()
        .revocation()
        .map(RevocationCall::clientAuthentication)
        .map(way -> way != ClientAuthentication.ANONYMOUS)
        .orElse(true);
  }

  private static boolean takesOthers(InstalledProvider provider) {
    return provider
        .definition()
        .revocation()
        .map(RevocationCall::reach)
        .map(RevocationReach.USER_AND_CLIENT::equals)
        .orElse(false);
  }

  private static DeletionReceipt verdict(ConnectionRecord record, Revocation revocation) {
    return switch (revocation) {
      case REVOKED -> DeletionReceipt.builder(record.connection().id(), revocation).build();
      case NOT_SUPPORTED ->
          receipt(
              record, revocation, "The service cannot revoke it; its user can, in its settings");
      case FAILED, SKIPPED ->
          receipt(record, revocation, "The service did not confirm that the grant is dead");
    };
  }

  private static DeletionReceipt receipt(
      ConnectionRecord record, Revocation revocation, String reason) {
    return DeletionReceipt.builder(record.connection().id(), revocation).reason(reason).build();
  }
}

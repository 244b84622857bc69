package dev.patchbay;

import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.model.IntegrationHealth;
import dev.patchbay.model.KeyUsage;
import dev.patchbay.model.ProviderLoadFailure;
import dev.patchbay.model.PurgeReceipt;
import dev.patchbay.model.ReencryptionOptions;
import dev.patchbay.model.ReencryptionProgress;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The registry: what is installed, and the managers of sessions and connections. Thread-safe; one
 * per application; whoever builds it closes it.
 *
 * <pre>{@code
 * try (Integrations integrations = Integrations.builder().fromEnvironment().build()) {
 *   Session session = integrations.sessions().create(
 *       SessionRequest.builder(WorkspaceId.of("ws_1"), "github").build());
 * }
 * }</pre>
 */
public final class Integrations implements AutoCloseable {
  private final SessionManager sessions;
  private final ConnectionManager connections;
  private final Catalogue catalogue;
  private final Operations operations;
  private final Runnable shutdown;

  Integrations(Managers managers, Catalogue catalogue, Operations operations, Runnable shutdown) {
    this.sessions = managers.sessions();
    this.connections = managers.connections();
    this.catalogue = catalogue;
    this.operations = operations;
    this.shutdown = shutdown;
  }

  /**
   * Starts to configure a registry.
   *
   * @return a builder with nothing set
   */
  public static IntegrationsBuilder builder() {
    return new IntegrationsBuilder();
  }

  /** {@return the manager of sessions} */
  public SessionManager sessions() {
    return sessions;
  }

  /** {@return the manager of connections} */
  public ConnectionManager connections() {
    return connections;
  }

  /** {@return the definitions of the installed integrations, sorted by id} */
  public List<IntegrationDefinition> installed() {
    return catalogue.providers().definitions();
  }

  /**
   * Says whether the host configured an OAuth client for an integration, with {@code client(..)} or
   * in its environment. What a client source would give a workspace is not known before one asks.
   *
   * @param integrationType the integration, for instance {@code github}
   * @return whether there is such a client
   */
  public boolean hasClient(String integrationType) {
    return catalogue.clients().contains(Objects.requireNonNull(integrationType, "integrationType"));
  }

  /** {@return the providers that were found and are not available, with the reasons} */
  public List<ProviderLoadFailure> providerFailures() {
    return catalogue.providers().failures();
  }

  /**
   * Tells which token endpoints take no refreshes of this node just now; {@code
   * IntegrationListener.integrationUnhealthy} tells it as it happens.
   *
   * @return the endpoints, with why and since when; empty if all is well
   */
  public List<IntegrationHealth> unhealthy() {
    return operations.unhealthy().get();
  }

  /**
   * Erases all sessions and connections of a workspace, with their secrets. Idempotent. Whoever
   * waits for a session of it learns that it is gone; what was in flight comes to nothing.
   *
   * <p>It asks no service, so that erasing depends on none: to end the grants too, delete the
   * connections before. What is created while it runs may stay; stop serving the workspace first.
   *
   * @param workspaceId the workspace
   * @return how much was erased; nothing if the workspace has nothing, or never had
   * @throws dev.patchbay.error.TemporaryFailureException if the store cannot be reached, and some
   *     may be left; purge again
   */
  public PurgeReceipt purge(WorkspaceId workspaceId) {
    return operations.purge().apply(workspaceId);
  }

  /**
   * Tells which keys the stored secrets are sealed with. Asks the store, and may take seconds where
   * there are many.
   *
   * @return every key that the cipher has or that something is sealed with; empty if the cipher
   *     does not name its keys
   */
  public KeyUsage keyUsage() {
    return operations.keyUsage().get();
  }

  /**
   * Seals everything that is sealed with another key anew with the one that seals now, on the
   * calling thread, while everything else goes on. It can be cut short at any point, by an
   * interrupt too, and begun again: what is done is done. What does not open stays as it is.
   *
   * @param options how fast, and whom to tell
   * @return what was done, and what is left; nothing may be left before a key is retired
   * @throws dev.patchbay.error.MisconfiguredException if the cipher does not name its keys
   */
  public ReencryptionProgress reencrypt(ReencryptionOptions options) {
    return operations.reencryption().apply(options);
  }

  /**
   * Ends every wait, lets calls to services finish for at most 10 seconds, then cuts them off, and
   * leaves no thread but one that a provider's code will not give back. Idempotent. Afterwards
   * every method of the managers throws {@code CLOSED}.
   */
  @Override
  public void close() {
    shutdown.run();
  }

  /** What else an operator does. */
  record Operations(
      Function<WorkspaceId, PurgeReceipt> purge,
      Supplier<List<IntegrationHealth>> unhealthy,
      Supplier<KeyUsage> keyUsage,
      Function<ReencryptionOptions, ReencryptionProgress> reencryption) {}

  /** What can be connected, and which of it has a client of the host's. */
  record Catalogue(ProviderRegistry providers, Set<String> clients) {}

  /** The two managers. */
  record Managers(SessionManager sessions, ConnectionManager connections) {}
}

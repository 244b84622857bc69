package dev.patchbay;

import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.model.ProviderLoadFailure;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.util.List;

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
  private final ProviderRegistry providers;
  private final Runnable shutdown;

  Integrations(
      SessionManager sessions,
      ConnectionManager connections,
      ProviderRegistry providers,
      Runnable shutdown) {
    this.sessions = sessions;
    this.connections = connections;
    this.providers = providers;
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
    return providers.definitions();
  }

  /** {@return the providers that were found and are not available, with the reasons} */
  public List<ProviderLoadFailure> providerFailures() {
    return providers.failures();
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
}

package dev.patchbay.internal.refresh;

import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.client.OAuthClients;
import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.connection.CredentialCache;
import dev.patchbay.internal.connection.Listeners;
import dev.patchbay.internal.connection.Revoker;
import dev.patchbay.internal.connection.ServiceCalls;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.internal.refresh.BackgroundRefresh.Search;
import dev.patchbay.internal.refresh.Looks.Asked;
import dev.patchbay.internal.refresh.UnauthorizedReports.Identities;
import dev.patchbay.model.ConnectionExplanation;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.CredentialsRequest;
import dev.patchbay.model.IntegrationHealth;
import dev.patchbay.model.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything about credentials that stay valid, behind {@code ConnectionManager}. Thread-safe. */
public final class RefreshEngine implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final CredentialCache cache;
  private final Flights flights;
  private final CredentialReader reader;
  private final UnauthorizedReports reports;
  private final BackgroundRefresh background;
  private final BackgroundRefresh recovery;
  private final Explainer explainer;
  private final EndpointHealth health;
  private final EngineThreads threads;

  /**
   * Makes an engine.
   *
   * @param services whom to ask
   * @param vault where credentials are kept
   * @param listeners whom to tell
   * @param engine threads, time, chance
   */
  public RefreshEngine(
      Services services, Vault vault, Listeners listeners, RefreshSurroundings engine) {
    Readings readings = new Readings(vault, engine.time());
    this.health = new EndpointHealth(engine.time());
    RefreshParts parts =
        new RefreshParts(
            vault,
            readings,
            new Renewer(services.providers(), services.clients(), services.calls()),
            services.revoker(),
            health,
            new RefreshNews(listeners),
            engine);
    this.cache = vault.cache();
    this.threads = engine.threads();
    this.flights = new Flights(parts);
    this.reader = new CredentialReader(parts, flights);
    this.reports =
        new UnauthorizedReports(
            parts,
            flights,
            reader,
            new Identities(services.providers(), services.calls(), readings));
    this.background = new BackgroundRefresh(parts, flights, Search.DUE);
    this.recovery = new BackgroundRefresh(parts, flights, Search.INTERRUPTED);
    this.explainer = new Explainer(parts);
  }

  /** Begins to clear the cache of what is over. */
  public void start() {
    Future<?> unused =
        threads.timer().scheduleWithFixedDelay(cache::dropOver, 1, 1, TimeUnit.SECONDS);
    recovery.start();
  }

  /** Begins to refresh what is due without anybody asking. */
  public void startBackground() {
    background.start();
  }

  /** See {@code ConnectionManager.credentials}. */
  public Credentials get(WorkspaceId workspaceId, ConnectionId connectionId) {
    Credentials cached =
        cache.find(
            Arguments.present("workspaceId", workspaceId),
            Arguments.present("connectionId", connectionId));
    return cached != null ? cached : read(workspaceId, connectionId);
  }

  private Credentials read(WorkspaceId workspaceId, ConnectionId connectionId) {
    return reader.get(
        new Asked(Arguments.workspace(workspaceId), connectionId, Optional.empty()), TIMEOUT);
  }

  /** See {@code ConnectionManager.credentials}. */
  public Credentials get(WorkspaceId workspaceId, CredentialsRequest request) {
    Asked asked = asked(workspaceId, request);
    Credentials cached = cached(asked);
    return cached != null ? cached : reader.get(asked, request.timeout());
  }

  /** See {@code ConnectionManager.credentialsAsync}. */
  public CompletableFuture<Credentials> getAsync(
      WorkspaceId workspaceId, CredentialsRequest request) {
    Asked asked = asked(workspaceId, request);
    Credentials cached = cached(asked);
    return cached != null
        ? CompletableFuture.completedFuture(cached)
        : reader.getAsync(asked, request.timeout());
  }

  private @Nullable Credentials cached(Asked asked) {
    return asked.tokenSet().isPresent()
        ? cache.find(asked.workspaceId(), asked.connectionId(), asked.tokenSet().get())
        : cache.find(asked.workspaceId(), asked.connectionId());
  }

  private static Asked asked(WorkspaceId workspaceId, CredentialsRequest request) {
    Arguments.workspace(workspaceId);
    Arguments.present("request", request);
    request.tokenSet().ifPresent(name -> Arguments.id("tokenSet", name));
    Arguments.timeout(request.timeout());
    return new Asked(workspaceId, request.connectionId(), request.tokenSet());
  }

  /** See {@code ConnectionManager.reportUnauthorized}. */
  public Optional<Credentials> report(WorkspaceId workspaceId, Credentials failed) {
    Arguments.workspace(workspaceId);
    return reports.report(workspaceId, Arguments.present("failed", failed), TIMEOUT);
  }

  /** See {@code ConnectionManager.explain}. */
  public ConnectionExplanation explain(WorkspaceId workspaceId, ConnectionId connectionId) {
    Arguments.workspace(workspaceId);
    return explainer.explain(workspaceId, Arguments.present("connectionId", connectionId));
  }

  /** {@return the token endpoints that take no refreshes of this node} */
  public List<IntegrationHealth> unhealthy() {
    return health.unhealthy();
  }

  /** Takes no new work; what runs is let run until the workers are shut down. */
  @Override
  public void close() {
    flights.close();
  }

  /** Lets go of whoever still waits, and of every open credential. */
  public void abandon() {
    flights.abandon();
    cache.close();
  }

  /** The services that are asked, and how. */
  public record Services(
      ProviderRegistry providers, OAuthClients clients, ServiceCalls calls, Revoker revoker) {}
}

package dev.patchbay;

import dev.patchbay.Integrations.Catalogue;
import dev.patchbay.Integrations.Managers;
import dev.patchbay.Integrations.Operations;
import dev.patchbay.IntegrationsModule.Components;
import dev.patchbay.internal.api.AuthorizedCalls;
import dev.patchbay.internal.api.EndingPause;
import dev.patchbay.internal.api.LimitRules;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.check.ReturnUrls;
import dev.patchbay.internal.client.OAuthClients;
import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.concurrent.EngineTime;
import dev.patchbay.internal.concurrent.Lanes;
import dev.patchbay.internal.config.Environment;
import dev.patchbay.internal.config.Problems;
import dev.patchbay.internal.connection.ConnectionEngine;
import dev.patchbay.internal.connection.CredentialCache;
import dev.patchbay.internal.connection.DirectCreation;
import dev.patchbay.internal.connection.KeyChecks;
import dev.patchbay.internal.connection.KeyInspection;
import dev.patchbay.internal.connection.Listeners;
import dev.patchbay.internal.connection.Reencryption;
import dev.patchbay.internal.connection.Revoker;
import dev.patchbay.internal.connection.Sealing;
import dev.patchbay.internal.connection.ServiceCalls;
import dev.patchbay.internal.connection.Targets;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.internal.host.CustomHosts;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.internal.protocol.RandomText;
import dev.patchbay.internal.protocol.Sha256;
import dev.patchbay.internal.provider.ProviderGate;
import dev.patchbay.internal.provider.ProviderLoader;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.internal.provider.ProviderSelection;
import dev.patchbay.internal.refresh.RefreshEngine;
import dev.patchbay.internal.refresh.RefreshSurroundings;
import dev.patchbay.internal.session.Redirects;
import dev.patchbay.internal.session.SessionEngine;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the settings and puts the registry together. */
final class Assembly {
  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

  private final Options options;
  private final Components components;
  private final Problems problems = new Problems();
  private final EngineThreads threads = new EngineThreads();
  private final Patience patience;
  private final EngineTime time;
  private final HttpEngine http;
  private final EndingPause pause = new EndingPause();

  Assembly(Options options, Components components) {
    this.options = options;
    this.components = components;
    this.patience = new Patience(options.http.deadline(), options.identityRetry);
    this.time = EngineTime.of(components.clock());
    this.http = new HttpEngine(options.http, threads.timer());
  }

  Integrations assemble() {
    try {
      // Without SHA-256 there is no PKCE, and no session may begin without it unnoticed.
      Objects.requireNonNull(Sha256.of(""));
      ProviderGate gate = new ProviderGate(threads.workers(), patience.hook());
      ProviderRegistry providers = load(gate);
      Settings settings =
          new SettingsCheck(options, components, providers, problems)
              .check(new Environment(options.environment, problems));
      problems.throwIfAny();
      return start(providers, gate, settings);
    } catch (RuntimeException failure) {
      threads.close();
      throw failure;
    }
  }

  private ProviderRegistry load(ProviderGate gate) {
    ClassLoader loader =
        options.classLoader == null
            ? Objects.requireNonNullElse(
                IntegrationProvider.class.getClassLoader(), ClassLoader.getSystemClassLoader())
            : options.classLoader;
    ProviderSelection.Builder selection =
        ProviderSelection.builder(loader).included(options.included).excluded(options.excluded);
    if (!options.discovery) {
      selection.discoveryOff();
    }
    if (options.loopbackHttpAllowed) {
      selection.insecureLoopbackAllowed();
    }
    return new ProviderLoader(gate, selection.build()).load(components.providers());
  }

  private Integrations start(ProviderRegistry providers, ProviderGate gate, Settings settings) {
    ServiceCalls calls = new ServiceCalls(http, options.http, gate, settings.hosts());
    OAuthClients clients = clients(providers, settings);
    Listeners listeners = new Listeners(List.copyOf(components.listeners()));
    Keys keys = keys(listeners);
    Vault vault = keys.vault();
    Parts parts =
        new Parts(
            providers,
            clients,
            calls,
            vault,
            new Targets(vault.connections(), settings.hosts()),
            new Revoker(providers, calls, clients, vault),
            listeners);
    SessionEngine sessions = sessions(parts, settings);
    RefreshEngine refreshes =
        new RefreshEngine(
            new RefreshEngine.Services(providers, clients, calls, parts.revoker()),
            vault,
            parts.listeners(),
            surroundings());
    start(sessions, refreshes);
    OpenCheck open = new OpenCheck();
    return new Integrations(
        new Managers(
            new DefaultSessionManager(sessions, open),
            new DefaultConnectionManager(connections(parts, refreshes, settings, open), open)),
        new Catalogue(providers, Set.copyOf(settings.clients().keySet())),
        operations(open, sessions, refreshes, keys),
        () -> close(open, sessions, refreshes));
  }

  private SessionEngine sessions(Parts parts, Settings settings) {
    return new SessionEngine(
        new SessionEngine.EngineParts(
            parts.providers(),
            parts.clients(),
            parts.vault(),
            parts.targets(),
            parts.calls(),
            parts.revoker()),
        surroundings(parts.listeners(), settings),
        settings.sessions());
  }

  private DefaultConnectionManager.Parts connections(
      Parts parts, RefreshEngine refreshes, Settings settings, OpenCheck open) {
    DirectCreation direct =
        new DirectCreation(
            new DirectCreation.Parts(
                parts.providers(), parts.clients(), parts.calls(), parts.vault(), parts.targets()),
            new RandomText(components.random()),
            components.clock(),
            parts.listeners());
    return new DefaultConnectionManager.Parts(
        new ConnectionEngine(parts.vault(), parts.revoker(), parts.listeners()),
        direct,
        refreshes,
        new AuthorizedClients(parts.providers(), calls(settings), refreshes, open));
  }

  private AuthorizedCalls calls(Settings settings) {
    return new AuthorizedCalls(
        http,
        options.http,
        settings.hosts(),
        new LimitRules(
            components.clock(),
            LimitRules.LONGEST_WAIT,
            new RandomText(components.random())::fraction,
            pause));
  }

  private Keys keys(Listeners listeners) {
    KeyChecks checks = new KeyChecks(components.cipher(), components.stores().sealed());
    KeyInspection inspection =
        new KeyInspection(components.cipher(), components.stores().sealed(), checks);
    inspection.inspect(options.encryption.lostKeys());
    return new Keys(inspection, vault(checks, listeners));
  }

  private Vault vault(KeyChecks checks, Listeners listeners) {
    return new Vault(
        components.stores(),
        new Sealing(components.cipher(), checks, options.encryption, listeners),
        new CredentialCache(time, options.cacheLife, options.cachedConnections));
  }

  private RefreshSurroundings surroundings() {
    return new RefreshSurroundings(
        threads,
        new Lanes(threads, time, options.callsPerIntegration),
        time,
        new RandomText(components.random()),
        patience.tokenCall(),
        components.probe());
  }

  private void start(SessionEngine sessions, RefreshEngine refreshes) {
    sessions.start();
    refreshes.start();
    if (options.backgroundRefresh) {
      refreshes.startBackground();
    }
  }

  private OAuthClients clients(ProviderRegistry providers, Settings settings) {
    return new OAuthClients(
        new ClientChain(
            components.clientSource(),
            settings.clients(),
            lookup -> isOfCustomHost(providers, lookup)));
  }

  private static boolean isOfCustomHost(ProviderRegistry providers, OAuthClientLookup lookup) {
    IntegrationDefinition definition = providers.get(lookup.integrationType()).definition();
    return !CustomHosts.namedIn(definition, lookup.variables()).isEmpty();
  }

  private Operations operations(
      OpenCheck open, SessionEngine sessions, RefreshEngine refreshes, Keys keys) {
    Reencryption reencryption = new Reencryption(components.cipher(), keys.vault(), pause);
    return new Operations(
        open.guarding(sessions.purge()::purge),
        refreshes::unhealthy,
        () -> {
          open.check();
          return keys.inspection().usage();
        },
        open.guarding(reencryption::run));
  }

  private SessionEngine.Surroundings surroundings(Listeners listeners, Settings settings) {
    return new SessionEngine.Surroundings(
        threads,
        new Bulkheads(threads, options.callsPerIntegration),
        listeners,
        new RandomText(components.random()),
        components.clock(),
        new Redirects(settings.callbackUrl(), options.bareCallbacks),
        new ReturnUrls(settings.returnTo()),
        patience.callback());
  }

  private void close(OpenCheck open, SessionEngine sessions, RefreshEngine refreshes) {
    if (open.close()) {
      List.of(
              (Runnable) sessions::close,
              refreshes::close,
              pause::close,
              threads::drain,
              refreshes::abandon,
              http::close,
              threads::close,
              components.stores()::close)
          .forEach(Assembly::closeOne);
    }
  }

  private static void closeOne(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException failure) {
      LOG.warn("A part of the registry did not close: {}", Faults.describe(failure));
    }
  }

  private record Keys(KeyInspection inspection, Vault vault) {}

  private record Parts(
      ProviderRegistry providers,
      OAuthClients clients,
      ServiceCalls calls,
      Vault vault,
      Targets targets,
      Revoker revoker,
      Listeners listeners) {}
}

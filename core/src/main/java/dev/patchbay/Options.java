package dev.patchbay;

import dev.patchbay.http.HttpSettings;
import dev.patchbay.model.EncryptionSettings;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.OAuthClientSource;
import dev.patchbay.spi.Stores;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a builder was told, with the defaults in one place. Copied before anything is made of it.
 */
final class Options {
  static final Duration SESSION_LIFE = Duration.ofMinutes(10);
  static final Duration IDENTITY_RETRY = Duration.ofMinutes(5);
  static final int PENDING_PER_WORKSPACE = 100;
  static final int PENDING_IN_TOTAL = 100_000;
  static final int MAX_WAITERS = 250_000;
  static final int CALLS_PER_INTEGRATION = 16;
  static final Duration CACHE_LIFE = Duration.ofSeconds(5);
  static final int CACHED_CONNECTIONS = 20_000;

  @Nullable Stores stores;
  @Nullable CredentialCipher cipher;
  @Nullable Clock clock;
  @Nullable OAuthClientSource clientSource;
  final Map<String, OAuthClient> clients = new LinkedHashMap<>();
  final List<IntegrationProvider> providers = new ArrayList<>();
  final List<IntegrationListener> listeners = new ArrayList<>();
  final Map<String, String> environment = new LinkedHashMap<>();
  final Set<String> included = new LinkedHashSet<>();
  final Set<String> excluded = new LinkedHashSet<>();
  final Set<String> bareCallbacks = new LinkedHashSet<>();
  final Set<String> customHosts = new LinkedHashSet<>();
  final Map<String, Set<String>> trustedHosts = new LinkedHashMap<>();
  final List<String> returnTo = new ArrayList<>();
  @Nullable String callbackUrl;
  @Nullable ClassLoader classLoader;
  boolean discovery = true;
  boolean bindingRequired;
  boolean loopbackHttpAllowed;
  HttpSettings http = HttpSettings.defaults();
  EncryptionSettings encryption = EncryptionSettings.defaults();
  @Nullable Duration sessionLife;
  Duration identityRetry = IDENTITY_RETRY;
  int pendingPerWorkspace = PENDING_PER_WORKSPACE;
  int pendingInTotal = PENDING_IN_TOTAL;
  int maxWaiters = MAX_WAITERS;
  int callsPerIntegration = CALLS_PER_INTEGRATION;
  Duration cacheLife = CACHE_LIFE;
  int cachedConnections = CACHED_CONNECTIONS;
  boolean backgroundRefresh;

  void trust(String integrationType, String host) {
    trustedHosts
        .computeIfAbsent(
            Objects.requireNonNull(integrationType, "integrationType"),
            type -> new LinkedHashSet<>())
        .add(Objects.requireNonNull(host, "host"));
  }

  Options copy() {
    Options copy = new Options();
    copy.stores = stores;
    copy.cipher = cipher;
    copy.clock = clock;
    copy.clientSource = clientSource;
    copy.clients.putAll(clients);
    copy.providers.addAll(providers);
    copy.listeners.addAll(listeners);
    copy.environment.putAll(environment);
    copy.included.addAll(included);
    copy.excluded.addAll(excluded);
    copy.bareCallbacks.addAll(bareCallbacks);
    copy.returnTo.addAll(returnTo);
    copy.customHosts.addAll(customHosts);
    trustedHosts.forEach((type, hosts) -> copy.trustedHosts.put(type, Set.copyOf(hosts)));
    copyRules(copy);
    return copy;
  }

  private void copyRules(Options copy) {
    copy.callbackUrl = callbackUrl;
    copy.classLoader = classLoader;
    copy.discovery = discovery;
    copy.bindingRequired = bindingRequired;
    copy.loopbackHttpAllowed = loopbackHttpAllowed;
    copy.http = http;
    copy.encryption = encryption;
    copy.sessionLife = sessionLife;
    copy.identityRetry = identityRetry;
    copy.pendingPerWorkspace = pendingPerWorkspace;
    copy.pendingInTotal = pendingInTotal;
    copy.maxWaiters = maxWaiters;
    copy.callsPerIntegration = callsPerIntegration;
    copy.cacheLife = cacheLife;
    copy.cachedConnections = cachedConnections;
    copy.backgroundRefresh = backgroundRefresh;
  }
}

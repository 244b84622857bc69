package dev.patchbay;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.spi.Message;
import dev.patchbay.error.IntegrationException;
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
import java.util.Collections;
import java.util.Map;
import java.util.Objects;

/**
 * Configures a registry. Not thread-safe. Everything has a default; what is wrong is collected and
 * told at once by {@link #build()}.
 */
public final class IntegrationsBuilder {
  private final Options options = new Options();

  IntegrationsBuilder() {}

  /**
   * Sets where sessions and connections are kept. Default: in memory, forgotten with the JVM.
   *
   * @param stores the stores; closed with the registry
   * @return this builder
   */
  public IntegrationsBuilder stores(Stores stores) {
    options.stores = Objects.requireNonNull(stores, "stores");
    return this;
  }

  /**
   * Sets what seals secrets before they are stored. Default: none, which durable stores refuse.
   *
   * @param cipher the cipher
   * @return this builder
   */
  public IntegrationsBuilder cipher(CredentialCipher cipher) {
    options.cipher = Objects.requireNonNull(cipher, "cipher");
    return this;
  }

  /**
   * Sets what is sealed beside credentials, and which keys may be missing.
   *
   * @param encryption the settings
   * @return this builder
   */
  public IntegrationsBuilder encryption(EncryptionSettings encryption) {
    options.encryption = Objects.requireNonNull(encryption, "encryption");
    return this;
  }

  /**
   * Sets the clock of stores in memory and of intervals. Default: the system's, in UTC.
   *
   * @param clock the clock
   * @return this builder
   */
  public IntegrationsBuilder clock(Clock clock) {
    options.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Adds a provider, beside those that are found.
   *
   * @param provider the provider; its id must be no other's
   * @return this builder
   */
  public IntegrationsBuilder provider(IntegrationProvider provider) {
    options.providers.add(Objects.requireNonNull(provider, "provider"));
    return this;
  }

  /**
   * Adds a listener.
   *
   * @param listener the listener
   * @return this builder
   */
  public IntegrationsBuilder listener(IntegrationListener listener) {
    options.listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Sets the class loader that providers are looked for with. Default: the one that loaded
   * Patchbay; never the thread's context loader.
   *
   * @param classLoader the class loader
   * @return this builder
   */
  public IntegrationsBuilder classLoader(ClassLoader classLoader) {
    options.classLoader = Objects.requireNonNull(classLoader, "classLoader");
    return this;
  }

  /**
   * Looks for no providers: only those added are there. Default: they are looked for.
   *
   * @return this builder
   */
  public IntegrationsBuilder withoutDiscovery() {
    options.discovery = false;
    return this;
  }

  /**
   * Takes only these of the providers found. Default: all.
   *
   * @param integrationTypes ids of installed integrations
   * @return this builder
   */
  public IntegrationsBuilder include(String... integrationTypes) {
    Collections.addAll(options.included, integrationTypes);
    return this;
  }

  /**
   * Leaves these of the providers found out. Default: none.
   *
   * @param integrationTypes ids of installed integrations
   * @return this builder
   */
  public IntegrationsBuilder exclude(String... integrationTypes) {
    Collections.addAll(options.excluded, integrationTypes);
    return this;
  }

  /**
   * Sets the OAuth client of an integration, for every workspace whose own the source does not
   * know.
   *
   * @param integrationType the id of an installed integration
   * @param client the client as it is registered with the service
   * @return this builder
   */
  public IntegrationsBuilder client(String integrationType, OAuthClient client) {
    options.clients.put(
        Objects.requireNonNull(integrationType, "integrationType"),
        Objects.requireNonNull(client, "client"));
    return this;
  }

  /**
   * Sets a source that is asked for clients first, so that a workspace can bring its own. Default:
   * none.
   *
   * @param clientSource the source
   * @return this builder
   */
  public IntegrationsBuilder clientSource(OAuthClientSource clientSource) {
    options.clientSource = Objects.requireNonNull(clientSource, "clientSource");
    return this;
  }

  /**
   * Sets the base of the redirect URIs; {@code /} and the integration's id are appended. Demanded
   * as soon as a client is configured.
   *
   * @param callbackUrl an absolute https URL without user, query and fragment
   * @return this builder
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2">RFC 6749, section 3.1.2</a>
   */
  public IntegrationsBuilder callbackUrl(String callbackUrl) {
    options.callbackUrl = Objects.requireNonNull(callbackUrl, "callbackUrl");
    return this;
  }

  /**
   * Makes the callback URL itself the redirect URI of these integrations, for registrations that
   * cannot change. Default: none. An own redirect URI per integration is the better guard against a
   * mix-up of services.
   *
   * @param integrationTypes ids of installed integrations
   * @return this builder
   */
  public IntegrationsBuilder bareCallback(String... integrationTypes) {
    Collections.addAll(options.bareCallbacks, integrationTypes);
    return this;
  }

  /**
   * Lets users of these integrations name hosts of their own, such as a self-hosted service, where
   * the definition has a variable for it. Such a host may have public addresses only, is called
   * over https, and never gets a client from {@link #client}, only one from {@link #clientSource}.
   * Impossible with {@link HttpSettings.Builder#proxy}. Default: none.
   *
   * @param integrationTypes ids of installed integrations
   * @return this builder
   */
  public IntegrationsBuilder allowCustomHosts(String... integrationTypes) {
    Collections.addAll(options.customHosts, integrationTypes);
    return this;
  }

  /**
   * Lets users of an integration name this very host, which may lie in a private network, but not
   * on this machine or its link, unless a proxy looks the name up. For its clients see {@link
   * #allowCustomHosts}. Default: none.
   *
   * @param integrationType the id of an installed integration
   * @param host the host's name, without scheme, port and path
   * @return this builder
   */
  public IntegrationsBuilder trustHost(String integrationType, String host) {
    options.trust(integrationType, host);
    return this;
  }

  /**
   * Allows URLs below these as {@code returnTo}, beside paths of the host's own site. Default:
   * none.
   *
   * @param urls absolute https URLs (or http ones of loopback) without user, query and fragment
   * @return this builder
   */
  public IntegrationsBuilder allowReturnTo(String... urls) {
    Collections.addAll(options.returnTo, urls);
    return this;
  }

  /**
   * Sets how long a session accepts its callback. Default: 10 minutes.
   *
   * @param sessionLife one second to one hour
   * @return this builder
   */
  public IntegrationsBuilder sessionLife(Duration sessionLife) {
    options.sessionLife = Objects.requireNonNull(sessionLife, "sessionLife");
    return this;
  }

  /**
   * Refuses sessions without a browser binding. Default: accepted, and marked so.
   *
   * @return this builder
   */
  public IntegrationsBuilder requireBrowserBinding() {
    options.bindingRequired = true;
    return this;
  }

  /**
   * Sets how many sessions may be pending. Default: 100 in a workspace, 100,000 in total.
   *
   * @param perWorkspace how many in one workspace, at least 1
   * @param inTotal how many in all, at least 1
   * @return this builder
   */
  public IntegrationsBuilder maxPendingSessions(int perWorkspace, int inTotal) {
    options.pendingPerWorkspace = perWorkspace;
    options.pendingInTotal = inTotal;
    return this;
  }

  /**
   * Sets how many waits for sessions there may be at once. Default: 250,000.
   *
   * @param maxWaiters how many, at least 1
   * @return this builder
   */
  public IntegrationsBuilder maxWaiters(int maxWaiters) {
    options.maxWaiters = maxWaiters;
    return this;
  }

  /**
   * Sets how many calls to one integration's service may run at once. Default: 16.
   *
   * @param callsPerIntegration how many, at least 1
   * @return this builder
   */
  public IntegrationsBuilder callsPerIntegration(int callsPerIntegration) {
    options.callsPerIntegration = callsPerIntegration;
    return this;
  }

  /**
   * Sets for how long, and of how many connections, this node serves opened credentials without
   * looking at the store. That long another node's deletion goes unseen here. Tokens that a refresh
   * kills at once are looked up each time. Default: 5 seconds, 20,000 connections.
   *
   * @param life how long, at most one minute; zero switches it off
   * @param connections of how many connections, at least 1
   * @return this builder
   */
  public IntegrationsBuilder credentialCache(Duration life, int connections) {
    options.cacheLife = Objects.requireNonNull(life, "life");
    options.cachedConnections = connections;
    return this;
  }

  /**
   * Refreshes credentials some time before they end, and idle ones before their service forgets
   * them, without anybody asking for them. Default: off.
   *
   * @return this builder
   */
  public IntegrationsBuilder refreshInBackground() {
    options.backgroundRefresh = true;
    return this;
  }

  /**
   * Sets how long an account that cannot be identified at first is tried again. Default: 5 minutes.
   *
   * @param identityRetry one second to one hour
   * @return this builder
   */
  public IntegrationsBuilder identityRetry(Duration identityRetry) {
    options.identityRetry = Objects.requireNonNull(identityRetry, "identityRetry");
    return this;
  }

  /**
   * Sets how services are talked to: deadlines, TLS, proxy, resolver. Default: {@link
   * HttpSettings#defaults()}.
   *
   * @param http the settings
   * @return this builder
   */
  public IntegrationsBuilder http(HttpSettings http) {
    options.http = Objects.requireNonNull(http, "http");
    return this;
  }

  /**
   * Lets secrets travel in plain HTTP to and from loopback addresses: for sandboxes and
   * development. Default: https only. Logged as a warning.
   *
   * @return this builder
   */
  public IntegrationsBuilder unsafeAllowLoopbackHttp() {
    options.loopbackHttpAllowed = true;
    return this;
  }

  /**
   * Takes settings from the environment of the process, see {@link #environment}.
   *
   * @return this builder
   */
  public IntegrationsBuilder fromEnvironment() {
    return environment(System.getenv());
  }

  /**
   * Takes settings from variables whose names begin with {@code PATCHBAY_}: {@code CALLBACK_URL},
   * {@code RETURN_TO} (an allow-list with commas), {@code SESSION_LIFE} (ISO 8601), and for each
   * integration {@code <ID>_CLIENT_ID} and {@code <ID>_CLIENT_SECRET}, the id in upper case with
   * {@code _} for {@code -}. An unknown one stops the start. What is set here by a method wins.
   *
   * @param variables the variables; others than Patchbay's are not looked at
   * @return this builder
   */
  public IntegrationsBuilder environment(Map<String, String> variables) {
    options.environment.putAll(variables);
    return this;
  }

  /**
   * Makes a Guice module of what was set, for hosts with an injector of their own.
   *
   * @return the module; later changes of this builder do not reach it
   */
  public IntegrationsModule toModule() {
    return new IntegrationsModule(options.copy());
  }

  /**
   * Builds the registry, with an injector of its own.
   *
   * @return the registry; the caller closes it
   * @throws dev.patchbay.error.MisconfiguredException naming every setting that is missing or wrong
   * @throws dev.patchbay.error.TemporaryFailureException if the store cannot be reached
   */
  public Integrations build() {
    try {
      return Guice.createInjector(toModule()).getInstance(Integrations.class);
    } catch (CreationException failure) {
      throw failure.getErrorMessages().stream()
          .map(Message::getCause)
          .filter(IntegrationException.class::isInstance)
          .findFirst()
          .<RuntimeException>map(IntegrationException.class::cast)
          .orElse(failure);
    }
  }
}

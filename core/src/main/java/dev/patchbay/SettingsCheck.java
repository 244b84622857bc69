package dev.patchbay;

import dev.patchbay.IntegrationsModule.Components;
import dev.patchbay.internal.check.ReturnUrls;
import dev.patchbay.internal.check.Urls;
import dev.patchbay.internal.check.Urls.Transport;
import dev.patchbay.internal.client.OAuthClients;
import dev.patchbay.internal.config.Environment;
import dev.patchbay.internal.config.Problems;
import dev.patchbay.internal.connection.PlainCipher;
import dev.patchbay.internal.host.CustomHosts;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.internal.session.SessionSettings;
import dev.patchbay.internal.session.SessionSettings.BindingRule;
import dev.patchbay.internal.session.SessionSweeper;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SweepLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks every setting, and collects what is wrong with them. */
final class SettingsCheck {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsCheck.class);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration LONGEST_CACHE = Duration.ofMinutes(1);
  private static final Duration KEEP_ENDED = Duration.ofMinutes(10);
  private static final int SWEEP_BATCH = 1000;

  private final Options options;
  private final Components components;
  private final ProviderRegistry providers;
  private final Problems problems;

  SettingsCheck(
      Options options, Components components, ProviderRegistry providers, Problems problems) {
    this.options = options;
    this.components = components;
    this.providers = providers;
    this.problems = problems;
  }

  Settings check(Environment environment) {
    Set<String> installed = providers.ids();
    Map<String, OAuthClient> clients = new LinkedHashMap<>(environment.clients(installed));
    clients.putAll(options.clients);
    List<String> returnTo = new ArrayList<>(environment.returnTo());
    returnTo.addAll(options.returnTo);
    String callbackUrl =
        options.callbackUrl == null ? environment.callbackUrl().orElse(null) : options.callbackUrl;
    checkSelections(installed);
    checkClients(clients);
    checkUrls(
        callbackUrl,
        returnTo,
        !clients.isEmpty() || components.clientSource() != IntegrationsModule.NO_SOURCE);
    checkStores();
    CustomHosts hosts = new HostsCheck(providers, problems).check(options, environment);
    return new Settings(clients, callbackUrl, returnTo, hosts, sessionSettings(environment));
  }

  private void checkSelections(Set<String> installed) {
    for (String id : providers.unknownSelections()) {
      problems.add("include/exclude " + id, "names no provider that was found");
    }
    checkInstalled("client", options.clients.keySet(), installed);
    checkInstalled("bareCallback", options.bareCallbacks, installed);
  }

  private void checkInstalled(String setting, Collection<String> ids, Set<String> installed) {
    for (String id : ids) {
      if (!installed.contains(id)) {
        problems.add(setting + " " + id, "names no installed integration; there are " + installed);
      }
    }
  }

  private void checkClients(Map<String, OAuthClient> clients) {
    for (IntegrationDefinition definition : providers.definitions()) {
      OAuthClient client = clients.get(definition.id());
      if (client != null && definition.oauth2().isPresent()) {
        addAny(
            "client " + definition.id(), OAuthClients.problem(client, definition.oauth2().get()));
      }
    }
  }

  private void addAny(String setting, Optional<String> problem) {
    if (problem.isPresent()) {
      problems.add(setting, problem.get());
    }
  }

  private void checkUrls(@Nullable String callbackUrl, List<String> returnTo, boolean demanded) {
    if (callbackUrl == null && demanded) {
      problems.add(
          "callbackUrl",
          "is missing: set it, or PATCHBAY_CALLBACK_URL, to the URL of the route that calls"
              + " 'completeCallback'");
    }
    if (callbackUrl != null) {
      Transport transport =
          options.loopbackHttpAllowed ? Transport.LOOPBACK_HTTP_TOO : Transport.HTTPS_ONLY;
      addAny("callbackUrl", Urls.callbackProblem(callbackUrl, transport));
    }
    for (String url : returnTo) {
      if (!ReturnUrls.isAcceptableEntry(url)) {
        problems.add(
            "allowReturnTo",
            "must hold absolute https URLs with a plain path or none, without user, query and"
                + " fragment");
      }
    }
  }

  private void checkStores() {
    boolean plain = components.cipher() instanceof PlainCipher;
    if (components.stores().isDurable() && plain) {
      problems.add(
          "cipher",
          "is missing: stores that outlive the JVM need one; make a keyset by 'java -cp <class path>"
              + " dev.patchbay.ciphers.tink.KeysetCommand create keyset.json', with"
              + " 'patchbay-ciphers-tink' on the class path, and set"
              + " 'cipher(TinkCipher.from(KeysetSource.file(Path.of(\"keyset.json\"))))'");
    }
    if (!components.stores().isDurable()) {
      LOG.warn("Sessions and connections are kept in memory and forgotten with this JVM");
    }
    if (options.loopbackHttpAllowed) {
      LOG.warn("Secrets may travel in plain HTTP on loopback; never do this in production");
    }
  }

  private SessionSettings sessionSettings(Environment environment) {
    Duration life =
        options.sessionLife == null
            ? environment.sessionLife().orElse(Options.SESSION_LIFE)
            : options.sessionLife;
    checkDuration("sessionLife", life);
    checkDuration("identityRetry", options.identityRetry);
    checkCount("maxPendingSessions per workspace", options.pendingPerWorkspace);
    checkCount("maxPendingSessions in total", options.pendingInTotal);
    checkCount("maxWaiters", options.maxWaiters);
    checkCount("callsPerIntegration", options.callsPerIntegration);
    checkCount("credentialCache", options.cachedConnections);
    if (options.cacheLife.isNegative() || options.cacheLife.compareTo(LONGEST_CACHE) > 0) {
      problems.add(
          "credentialCache", "must be zero to one minute long, and is " + options.cacheLife);
    }
    Patience patience = new Patience(options.http.deadline(), options.identityRetry);
    return new SessionSettings(
        new SessionLimits(life, options.pendingPerWorkspace, options.pendingInTotal),
        new SessionSweeper.Limits(
            new SweepLimits(patience.exchange(), KEEP_ENDED, SWEEP_BATCH),
            patience.grant(),
            patience.deletion()),
        options.identityRetry,
        options.maxWaiters,
        options.bindingRequired ? BindingRule.REQUIRED : BindingRule.OPTIONAL);
  }

  private void checkDuration(String setting, Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(LONGEST) > 0) {
      problems.add(setting, "must be one second to one hour, and is " + duration);
    }
  }

  private void checkCount(String setting, int count) {
    if (count < 1) {
      problems.add(setting, "must be at least 1, and is " + count);
    }
  }
}

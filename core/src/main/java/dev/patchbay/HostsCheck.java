package dev.patchbay;

import dev.patchbay.internal.config.Environment;
import dev.patchbay.internal.config.Problems;
import dev.patchbay.internal.host.CustomHosts;
import dev.patchbay.internal.host.HostName;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.Variable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks what the operator says about the hosts that users name. */
final class HostsCheck {
  private static final String ALLOW = "allowCustomHosts";
  private static final String TRUST = "trustHost";

  private final ProviderRegistry providers;
  private final Problems problems;

  HostsCheck(ProviderRegistry providers, Problems problems) {
    this.providers = providers;
    this.problems = problems;
  }

  CustomHosts check(Options options, Environment environment) {
    Set<String> open = new LinkedHashSet<>(environment.customHosts());
    open.addAll(options.customHosts);
    for (String id : open) {
      checkIntegration(ALLOW, id);
    }
    if (!open.isEmpty() && options.http.proxy().isPresent()) {
      problems.add(
          ALLOW,
          "cannot be combined with an HTTP proxy, which looks names up itself, so that their"
              + " addresses cannot be checked: name the hosts with '"
              + TRUST
              + "', or go without the proxy");
    }
    Map<String, Set<HostName>> trusted = new LinkedHashMap<>();
    trustAll(trusted, environment.trustedHosts());
    trustAll(trusted, options.trustedHosts);
    return new CustomHosts(open, trusted);
  }

  private void trustAll(Map<String, Set<HostName>> trusted, Map<String, Set<String>> added) {
    for (Map.Entry<String, Set<String>> hosts : added.entrySet()) {
      trust(trusted, hosts.getKey(), hosts.getValue());
    }
  }

  private void trust(Map<String, Set<HostName>> trusted, String id, Set<String> hosts) {
    checkIntegration(TRUST, id);
    for (String host : hosts) {
      Optional<HostName> name = HostName.parse(host);
      if (name.isEmpty()) {
        problems.add(
            TRUST + " " + id,
            "must be a host name such as 'app.acme.example', without scheme, port and path");
      }
      name.ifPresent(it -> trusted.computeIfAbsent(id, type -> new LinkedHashSet<>()).add(it));
    }
  }

  private void checkIntegration(String setting, String id) {
    Optional<IntegrationDefinition> definition =
        providers.find(id).map(InstalledProvider::definition);
    if (definition.isEmpty()) {
      problems.add(setting + " " + id, "names no installed integration");
    } else if (definition.get().variables().stream().noneMatch(Variable::takesCustomHosts)) {
      problems.add(setting + " " + id, "names an integration that knows no hosts but its own");
    }
  }
}

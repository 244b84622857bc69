package dev.patchbay.internal.api;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.internal.connection.CredentialPlacement;
import dev.patchbay.internal.host.CustomHosts;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.internal.http.HttpLimits;
import dev.patchbay.internal.provider.InstalledProvider;
import java.util.Map;

/** Makes the clients with which an application calls the services of its connections. */
public final class AuthorizedCalls {
  private final HttpEngine http;
  private final HttpLimits limits;
  private final CustomHosts hosts;
  private final LimitRules rules;

  public AuthorizedCalls(
      HttpEngine http, HttpSettings settings, CustomHosts hosts, LimitRules rules) {
    this.http = http;
    this.limits = new HttpLimits(settings.deadline(), settings.maxBody()).handingOverRedirects();
    this.hosts = hosts;
    this.rules = rules;
  }

  /**
   * Makes the client of one connection.
   *
   * @param variables the values of the connection's variables
   * @throws MisconfiguredException if its host is not allowed any more, or its integration has no
   *     API
   */
  public AuthorizedClient client(
      InstalledProvider provider, Map<String, String> variables, CredentialSupply supply) {
    if (provider.definition().api().isEmpty()) {
      throw noApi(provider.definition().id());
    }
    return new ConnectionClient(
        new Wire(http, limits.within(hosts.rules(provider.definition(), variables))),
        new CredentialPlacement(provider.definition(), variables),
        supply,
        rules);
  }

  private static MisconfiguredException noApi(String integrationType) {
    return new MisconfiguredException(
        ErrorDetail.builder(
                ErrorCode.METHOD_NOT_SUPPORTED,
                "The definition of '"
                    + integrationType
                    + "' declares no API that could be called; use the connection's credentials, or"
                    + " ask the provider's author to declare one")
            .integrationType(integrationType)
            .build());
  }

  /** The way to a service. */
  record Wire(HttpEngine http, HttpLimits limits) {}
}

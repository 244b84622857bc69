package dev.patchbay.web;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.patchbay.Integrations;
import dev.patchbay.web.internal.Api;
import dev.patchbay.web.internal.ApiParts;
import dev.patchbay.web.internal.Health;
import dev.patchbay.web.internal.Quotas;
import dev.patchbay.web.internal.ReturnTargets;
import dev.patchbay.web.internal.SessionReads;
import dev.patchbay.web.spi.BrowserBinding;
import dev.patchbay.web.spi.KeySource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Configures an {@link IntegrationsServlet}. Not thread-safe. */
public final class IntegrationsServletBuilder {
  private final Integrations integrations;
  private final KeySource keys;
  private final List<String> returns = new ArrayList<>();
  private final List<String> bareCallbacks = new ArrayList<>();
  private BrowserBinding binding = request -> Optional.empty();
  private int sessionsPerMinute = 100;
  private int verificationsPerMinute = 10;
  private int readsPerSecond = 2;

  IntegrationsServletBuilder(Integrations integrations, KeySource keys) {
    this.integrations = integrations;
    this.keys = keys;
  }

  /**
   * Binds sessions to the browser whose request creates them, and has callbacks present the same.
   * Default: none, as a backend creates the sessions; {@code requireBrowserBinding()} of the
   * registry then refuses them.
   *
   * @param binding finds what binds a request's browser
   * @return this builder
   */
  public IntegrationsServletBuilder browserBinding(BrowserBinding binding) {
    this.binding = Objects.requireNonNull(binding, "binding");
    return this;
  }

  /**
   * Narrows where clients may send a browser after a session. Default: nothing is named, and a
   * {@code return_to} may be what the registry allows: any path of the host's own site, or below a
   * URL of {@code allowReturnTo(..)}.
   *
   * @param pathsAndUrls paths such as {@code /settings}, or URLs that the registry allows, each
   *     with what is below it
   * @return this builder
   * @throws IllegalArgumentException if none is named, which would narrow nothing
   */
  public IntegrationsServletBuilder allowReturnTo(String... pathsAndUrls) {
    if (pathsAndUrls.length == 0) {
      throw new IllegalArgumentException(
          "'allowReturnTo' was given nothing; name a path or a URL, or leave the call out to allow"
              + " what the registry does");
    }
    Collections.addAll(returns, pathsAndUrls);
    return this;
  }

  /**
   * Names the integrations whose callbacks come to {@code /oauth/callback}, as in {@code
   * bareCallback(..)} of the registry. Default: none; callbacks come to {@code
   * /oauth/callback/{integration_type}}.
   *
   * @param integrationTypes ids of installed integrations
   * @return this builder
   */
  public IntegrationsServletBuilder bareCallback(String... integrationTypes) {
    Collections.addAll(bareCallbacks, integrationTypes);
    return this;
  }

  /**
   * Limits how many sessions one workspace may create in a minute, on each node. Default: 100.
   *
   * @param sessionsPerMinute 1 or more
   * @return this builder
   * @throws IllegalArgumentException if it is less than 1
   */
  public IntegrationsServletBuilder sessionsPerMinute(int sessionsPerMinute) {
    this.sessionsPerMinute = positive("sessionsPerMinute", sessionsPerMinute);
    return this;
  }

  /**
   * Limits how many credentials one workspace may have verified in a minute, on each node, since
   * whoever may is told which of them are alive. Default: 10.
   *
   * @param verificationsPerMinute 1 or more
   * @return this builder
   * @throws IllegalArgumentException if it is less than 1
   */
  public IntegrationsServletBuilder verificationsPerMinute(int verificationsPerMinute) {
    this.verificationsPerMinute = positive("verificationsPerMinute", verificationsPerMinute);
    return this;
  }

  /**
   * Limits how often one session may be read in a second, on each node. Default: 2.
   *
   * @param readsPerSecond 1 or more
   * @return this builder
   * @throws IllegalArgumentException if it is less than 1
   */
  public IntegrationsServletBuilder readsPerSecond(int readsPerSecond) {
    this.readsPerSecond = positive("readsPerSecond", readsPerSecond);
    return this;
  }

  private static int positive(String name, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "'" + name + "' must be at least 1, and was to become " + number);
    }
    return number;
  }

  /**
   * Builds the servlet.
   *
   * @return the servlet
   * @throws IllegalArgumentException if a return URL is neither a path nor a URL, or an integration
   *     of {@link #bareCallback} is not installed
   */
  public IntegrationsServlet build() {
    bareCallbacks.forEach(this::requireInstalled);
    Quotas.Limits limits =
        new Quotas.Limits(sessionsPerMinute, verificationsPerMinute, readsPerSecond);
    Ticker ticker = Ticker.systemTicker();
    ApiParts parts =
        new ApiParts(
            integrations,
            keys,
            binding,
            new ReturnTargets(returns),
            List.copyOf(bareCallbacks),
            new Quotas(limits, ticker),
            new SessionReads(integrations.sessions(), ticker));
    return new IntegrationsServlet(new Api(parts, new Health(integrations.sessions(), ticker)));
  }

  private void requireInstalled(String integrationType) {
    if (integrations.installed().stream().noneMatch(it -> it.id().equals(integrationType))) {
      throw new IllegalArgumentException(
          "'bareCallback' was given '" + integrationType + "', which is not installed");
    }
  }
}

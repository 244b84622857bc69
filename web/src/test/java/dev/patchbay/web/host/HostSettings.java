package dev.patchbay.web.host;

import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.web.IntegrationsServletBuilder;
import java.util.function.UnaryOperator;

/**
 * What a test wants of its host.
 *
 * @param container the container
 * @param displayName what people call its integration
 * @param registry further settings of the registry
 * @param servlet further settings of the servlet
 */
public record HostSettings(
    Container container,
    String displayName,
    UnaryOperator<IntegrationsBuilder> registry,
    UnaryOperator<IntegrationsServletBuilder> servlet) {

  public static HostSettings in(Container container) {
    return new HostSettings(
        container,
        "Acme",
        UnaryOperator.identity(),
        servlet ->
            servlet
                .sessionsPerMinute(1_000_000)
                .verificationsPerMinute(1_000_000)
                .readsPerSecond(1_000_000));
  }

  public HostSettings withDisplayName(String other) {
    return new HostSettings(container, other, registry, servlet);
  }

  public HostSettings withRegistry(UnaryOperator<IntegrationsBuilder> other) {
    return new HostSettings(container, displayName, other, servlet);
  }

  public HostSettings withServlet(UnaryOperator<IntegrationsServletBuilder> other) {
    return new HostSettings(container, displayName, registry, other);
  }
}

package dev.patchbay.internal.provider;

import dev.patchbay.model.ProviderLoadFailure;
import dev.patchbay.model.ProviderLoadFailure.Stage;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;

/**
 * A provider that may be used. Immutable. Not a record, whose {@code equals} and {@code toString}
 * would call the provider's own past {@link ProviderGate}.
 */
public final class InstalledProvider {
  private final IntegrationDefinition definition;
  private final IntegrationProvider provider;
  private final Origin origin;

  InstalledProvider(IntegrationDefinition definition, IntegrationProvider provider, Origin origin) {
    this.definition = definition;
    this.provider = provider;
    this.origin = origin;
  }

  /** {@return what the provider said at the start; it is never asked again} */
  public IntegrationDefinition definition() {
    return definition;
  }

  /** {@return the provider; its methods are called through {@link ProviderGate} only} */
  public IntegrationProvider provider() {
    return provider;
  }

  /** {@return the jar or folder that it came from} */
  public String source() {
    return origin.source();
  }

  String id() {
    return definition.id();
  }

  String className() {
    return origin.className();
  }

  ProviderLoadFailure failure(Stage stage, String message) {
    return ProviderLoadFailure.builder(source(), stage, message)
        .className(className())
        .integrationType(id())
        .build();
  }

  @Override
  public String toString() {
    return "InstalledProvider[id=" + id() + ", source=" + source() + "]";
  }
}

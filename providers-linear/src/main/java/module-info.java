import dev.patchbay.providers.linear.LinearProvider;
import dev.patchbay.spi.IntegrationProvider;

/** Connects Linear accounts. */
module dev.patchbay.providers.linear {
  requires transitive dev.patchbay.core;
  requires static org.jspecify;

  exports dev.patchbay.providers.linear;

  provides IntegrationProvider with
      LinearProvider;
}

import dev.patchbay.providers.posthog.PostHogProvider;
import dev.patchbay.spi.IntegrationProvider;

/** Connects PostHog accounts. */
module dev.patchbay.providers.posthog {
  requires transitive dev.patchbay.core;
  requires static org.jspecify;

  exports dev.patchbay.providers.posthog;

  provides IntegrationProvider with
      PostHogProvider;
}

import dev.patchbay.providers.slack.SlackProvider;
import dev.patchbay.spi.IntegrationProvider;

/** Connects Slack accounts. */
module dev.patchbay.providers.slack {
  requires transitive dev.patchbay.core;
  requires static org.jspecify;

  exports dev.patchbay.providers.slack;

  provides IntegrationProvider with
      SlackProvider;
}

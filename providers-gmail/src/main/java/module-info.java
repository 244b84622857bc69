import dev.patchbay.providers.gmail.GmailProvider;
import dev.patchbay.spi.IntegrationProvider;

/** Connects Gmail accounts. */
module dev.patchbay.providers.gmail {
  requires transitive dev.patchbay.core;
  requires dev.patchbay.providers.google;
  requires static org.jspecify;

  exports dev.patchbay.providers.gmail;

  provides IntegrationProvider with
      GmailProvider;
}

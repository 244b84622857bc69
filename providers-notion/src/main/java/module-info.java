import dev.patchbay.providers.notion.NotionProvider;
import dev.patchbay.spi.IntegrationProvider;

/** Connects Notion accounts. */
module dev.patchbay.providers.notion {
  requires transitive dev.patchbay.core;
  requires static org.jspecify;

  exports dev.patchbay.providers.notion;

  provides IntegrationProvider with
      NotionProvider;
}

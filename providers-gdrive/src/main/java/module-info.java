import dev.patchbay.providers.gdrive.GoogleDriveProvider;
import dev.patchbay.spi.IntegrationProvider;

/** Connects Google Drive accounts. */
module dev.patchbay.providers.gdrive {
  requires transitive dev.patchbay.core;
  requires dev.patchbay.providers.google;
  requires static org.jspecify;

  exports dev.patchbay.providers.gdrive;

  provides IntegrationProvider with
      GoogleDriveProvider;
}

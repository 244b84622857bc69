package dev.patchbay.providers.gdrive;

import dev.patchbay.model.Scopes;
import dev.patchbay.providers.google.GoogleDefinition;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.net.URI;

/**
 * Connects Google Drive accounts by OAuth or by a token of it. Stateless and thread-safe; found by
 * {@link java.util.ServiceLoader}.
 *
 * <p>Asks for the whole Drive, to read. With {@code drive.file}, which needs no review by Google, a
 * Drive looks all but empty: the scope shows the files that the app made and those that the user
 * picked for it.
 *
 * @see <a href="https://developers.google.com/workspace/drive/api/guides/api-specific-auth">Choose
 *     Google Drive API scopes</a>
 */
public final class GoogleDriveProvider implements IntegrationProvider {
  private static final Scopes READ = Scopes.of("https://www.googleapis.com/auth/drive.readonly");

  /** Does nothing. */
  public GoogleDriveProvider() {}

  @Override
  public IntegrationDefinition definition() {
    return GoogleDefinition.builder("gdrive", "Google Drive", READ, READ)
        .documentation(
            URI.create(
                "https://developers.google.com/workspace/drive/api/guides/api-specific-auth"))
        .api(GoogleDefinition.api("https://www.googleapis.com/drive/v3"))
        .identity(
            // Without 'fields' the answer is 400.
            IdentityCall.builder("/about?fields=user")
                .idPaths("user.permissionId")
                .displayNamePaths("user.displayName")
                .emailPaths("user.emailAddress")
                .refusalHint("enable the Google Drive API in the client's Cloud project")
                .build())
        .build();
  }
}

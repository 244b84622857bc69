package dev.patchbay.providers.gmail;

import dev.patchbay.model.Scopes;
import dev.patchbay.providers.google.GoogleDefinition;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.UrlTemplate;
import java.net.URI;

/**
 * Connects Gmail accounts by OAuth or by a token of it. The account id is the mailbox's address in
 * lower case, whatever was granted. Stateless and thread-safe; found by {@link
 * java.util.ServiceLoader}.
 *
 * <p>Whoever asks for {@code gmail.send} or {@code gmail.labels} alone must ask for {@code openid}
 * and {@code email} too: nothing else tells then whose account it is.
 *
 * @see <a href="https://developers.google.com/workspace/gmail/api/auth/scopes">Choose Gmail API
 *     scopes</a>
 */
public final class GmailProvider implements IntegrationProvider {
  private static final String API = "https://gmail.googleapis.com/gmail/v1";
  private static final String OPENID_CONNECT = "https://openidconnect.googleapis.com/v1";
  private static final String READ = "https://www.googleapis.com/auth/gmail.readonly";

  /** Does nothing. */
  public GmailProvider() {}

  @Override
  public IntegrationDefinition definition() {
    return GoogleDefinition.builder(
            "gmail", "Gmail", Scopes.of("openid", "email", READ), Scopes.of(READ))
        .documentation(URI.create("https://developers.google.com/workspace/gmail/api/auth/scopes"))
        .api(GoogleDefinition.api(API))
        .identity(profile())
        .build();
  }

  /** An API that is switched off, or an administrator who forbids it, is no missing scope. */
  private static IdentityCall profile() {
    return IdentityCall.builder("/users/me/profile")
        .idPaths("emailAddress")
        .idIgnoresCase()
        .emailPaths("emailAddress")
        .otherwise(userInfo())
        .finalErrors("accessNotConfigured", "SERVICE_DISABLED", "domainPolicy")
        .refusalHint(
            "enable the Gmail API in the client's Cloud project; to send or to label only, ask for"
                + " the scope 'email' too")
        .build();
  }

  /** A grant without a scope to read mail may tell the address all the same, which is the id. */
  private static IdentityCall userInfo() {
    return IdentityCall.builder("/userinfo")
        .base(UrlTemplate.of(OPENID_CONNECT))
        .idPaths("email")
        .idIgnoresCase()
        .displayNamePaths("name")
        .emailPaths("email")
        .build();
  }
}

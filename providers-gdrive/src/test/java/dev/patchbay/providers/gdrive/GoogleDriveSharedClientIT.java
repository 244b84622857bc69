package dev.patchbay.providers.gdrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.providers.gmail.GmailProvider;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.GoogleDialect;
import org.junit.jupiter.api.Test;

/** Google may end a user's whole grant to a client, whatever service each token is for. */
class GoogleDriveSharedClientIT {

  @Test
  void grantIsLeftAliveWhileGmailUsesTheSameClient() {
    try (ProviderHost host = withGmailOnTheSameClient()) {
      DeletionReceipt receipt = host.delete(host.connect(host.session()));

      assertThat(receipt.revocation()).isEqualTo(Revocation.SKIPPED);
      assertThat(receipt.reason()).get().asString().contains("ALWAYS");
      assertThat(host.service().count(Endpoint.REVOKE)).isZero();
    }
  }

  @Test
  void grantOfGmailIsLeftAliveLikewise() {
    try (ProviderHost host = withGmailOnTheSameClient()) {
      Connection gmail =
          host.create(
              ConnectionRequest.builder("gmail")
                  .accessToken(Secret.of(gmailToken(host)))
                  .clientId(host.service().client().clientId()));

      assertThat(host.delete(gmail).revocation()).isEqualTo(Revocation.SKIPPED);
    }
  }

  @Test
  void grantIsRevokedWhereGmailHasAClientOfItsOwn() {
    try (ProviderHost host = withGmailOnItsOwnClient()) {
      String gmail = gmailToken(host);

      assertThat(host.delete(host.connect(host.session())).revocation())
          .isEqualTo(Revocation.REVOKED);
      assertThat(host.sandbox().service("gmail").isAlive(gmail)).isTrue();
    }
  }

  private static ProviderHost withGmailOnTheSameClient() {
    ProviderHost host = withGmail();
    return host.configure(settings -> settings.client("gmail", host.service().client()));
  }

  private static ProviderHost withGmailOnItsOwnClient() {
    ProviderHost host = withGmail();
    return host.configure(
        settings -> settings.client("gmail", host.sandbox().service("gmail").client()));
  }

  private static ProviderHost withGmail() {
    ProviderHost host = ProviderHost.start(new GoogleDriveProvider(), GoogleDialect.drive());
    IntegrationProvider gmail = host.sandbox().relocate(new GmailProvider());
    return host.configure(settings -> settings.provider(gmail));
  }

  private static String gmailToken(ProviderHost host) {
    return host.sandbox()
        .service("gmail")
        .issueToken(Scopes.of("https://www.googleapis.com/auth/gmail.readonly"));
  }
}

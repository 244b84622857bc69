package dev.patchbay.providers.gdrive;

import static dev.patchbay.providers.gdrive.GoogleDriveHost.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.providers.gmail.GmailProvider;
import dev.patchbay.testkit.sandbox.Endpoint;
import org.junit.jupiter.api.Test;

/** Google may end a user's whole grant to a client, whatever service each token is for. */
class GoogleDriveSharedClientIT {

  @Test
  void grantIsLeftAliveWhileGmailUsesTheSameClient() {
    try (GoogleDriveHost host =
        GoogleDriveHost.beside(GoogleDriveSharedClientIT::withGmailOnTheSameClient)) {
      DeletionReceipt receipt = host.delete(host.connect(GoogleDriveHost.session()));

      assertThat(receipt.revocation()).isEqualTo(Revocation.SKIPPED);
      assertThat(receipt.reason()).get().asString().contains("ALWAYS");
      assertThat(host.service.count(Endpoint.REVOKE)).isZero();
    }
  }

  @Test
  void grantOfGmailIsLeftAliveLikewise() {
    try (GoogleDriveHost host =
        GoogleDriveHost.beside(GoogleDriveSharedClientIT::withGmailOnTheSameClient)) {
      Connection gmail =
          host.create(
              ConnectionRequest.builder("gmail")
                  .accessToken(Secret.of(gmailToken(host)))
                  .clientId(host.service.client().clientId()));

      assertThat(host.delete(gmail).revocation()).isEqualTo(Revocation.SKIPPED);
    }
  }

  @Test
  void grantIsRevokedWhereGmailHasAClientOfItsOwn() {
    try (GoogleDriveHost host =
        GoogleDriveHost.beside(GoogleDriveSharedClientIT::withGmailOnItsOwnClient)) {
      String gmail = gmailToken(host);

      assertThat(host.delete(host.connect(GoogleDriveHost.session())).revocation())
          .isEqualTo(Revocation.REVOKED);
      assertThat(host.sandbox.service("gmail").isAlive(gmail)).isTrue();
    }
  }

  private static IntegrationsBuilder withGmailOnTheSameClient(
      IntegrationsBuilder builder, GoogleDriveHost host) {
    return builder
        .provider(host.sandbox.relocate(new GmailProvider()))
        .client("gmail", host.service.client());
  }

  private static IntegrationsBuilder withGmailOnItsOwnClient(
      IntegrationsBuilder builder, GoogleDriveHost host) {
    return builder
        .provider(host.sandbox.relocate(new GmailProvider()))
        .client("gmail", host.sandbox.service("gmail").client());
  }

  private static String gmailToken(GoogleDriveHost host) {
    return host.sandbox.service("gmail").issueToken(Scopes.of(SCOPE + "gmail.readonly"));
  }
}

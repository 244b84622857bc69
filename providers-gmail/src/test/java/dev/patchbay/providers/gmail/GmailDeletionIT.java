package dev.patchbay.providers.gmail;

import static dev.patchbay.testkit.providers.ProviderHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.GoogleDialect;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GmailDeletionIT {
  private static final String READ = "https://www.googleapis.com/auth/gmail.readonly";
  private final ProviderHost host = ProviderHost.start(new GmailProvider(), GoogleDialect.gmail());

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void deletingRevokesByTheRefreshTokenInTheBody() {
    Connection connection = host.connect(host.session());

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);

    RecordedRequest revocation = host.service().requests(Endpoint.REVOKE).get(0);
    assertThat(revocation.url().toString()).isEqualTo("https://oauth2.googleapis.com/revoke");
    assertThat(revocation.bodyField("token").orElseThrow().startsWith("1//")).isTrue();
    assertThat(revocation.bodyField("client_id")).isEmpty();
    assertThat(revocation.bodyField("client_secret")).isEmpty();
    assertThat(revocation.header("authorization")).isEmpty();
  }

  @Test
  void tokensThatWereHandedOverAreRevokedToo() {
    SandboxGrant grant = host.service().issueGrant(Scopes.of(READ));
    String refreshToken = grant.refreshToken().orElseThrow();
    Connection connection =
        host.create(host.accessToken(grant.accessToken()).refreshToken(Secret.of(refreshToken)));

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(host.service().isRevoked(grant.accessToken())).isTrue();
    assertThat(host.service().isRevoked(refreshToken)).isTrue();
  }

  @Test
  void tokenWithoutItsClientIsRevokedToo() {
    String token = host.service().issueToken(Scopes.of(READ));

    assertThat(host.delete(host.create(host.accessToken(token))).revocation())
        .isEqualTo(Revocation.REVOKED);
    assertThat(host.service().isAlive(token)).isFalse();
  }

  @Test
  void grantIsLeftAliveWhileAnotherConnectionOfTheUserWouldDieWithIt() {
    Connection shared = host.connect(host.session());
    Connection own = host.connect(host.session().memberId(MemberId.of("member_1")));

    assertThat(host.delete(own).revocation()).isEqualTo(Revocation.SKIPPED);
    assertThat(host.service().count(Endpoint.REVOKE)).isZero();
    assertThat(host.delete(shared).revocation()).isEqualTo(Revocation.REVOKED);
  }

  @Test
  void anotherUsersConnectionIsNoReasonToLeaveItAlive() {
    Connection connection = host.connect(host.session());
    host.service().signIn(SandboxAccount.builder("2", "grace").email("grace@example.test").build());
    host.connect(host.session());

    assertThat(host.delete(connection).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(host.connections()).hasSize(1);
  }

  /** The first call takes the second connection's tokens with it. */
  @Test
  void tokenThatIsDeadAlreadyCountsAsRevoked() {
    Connection shared = host.connect(host.session());
    Connection own = host.connect(host.session().memberId(MemberId.of("member_1")));

    assertThat(
            host.integrations()
                .connections()
                .delete(WORKSPACE, own.id(), RevocationMode.ALWAYS)
                .revocation())
        .isEqualTo(Revocation.REVOKED);
    assertThat(host.delete(shared).revocation()).isEqualTo(Revocation.REVOKED);
    assertThat(host.service().count(Endpoint.REVOKE)).isEqualTo(2);
  }
}

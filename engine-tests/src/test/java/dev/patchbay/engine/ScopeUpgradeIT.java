package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScopeUpgradeIT {
  private final TestHost host = TestHost.start();

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void upgradeAsksForMoreOnTopAndKeepsTheId() {
    Connection before = connect(TestHost.request().scopes(Scopes.of("read")));

    Connection after =
        connect(
            TestHost.request()
                .connectionId(before.id())
                .additionalScopes(Scopes.of("admin", "read")));

    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.requestedScopes()).isEqualTo(Scopes.of("read", "admin"));
    assertThat(after.grantedScopes()).isEqualTo(Scopes.of("read", "admin"));
    assertThat(host.connections()).hasSize(1);
  }

  /** Else a reconnect would cost what an upgrade brought. */
  @Test
  void reconnectAsksForWhatTheConnectionAskedForBefore() {
    Connection before = connect(TestHost.request().scopes(Scopes.of("read", "admin")));

    Connection after = connect(TestHost.request().connectionId(before.id()));

    assertThat(after.requestedScopes()).isEqualTo(Scopes.of("read", "admin"));
  }

  @Test
  void reconnectThatNamesScopesAsksForThoseOnly() {
    Connection before = connect(TestHost.request().scopes(Scopes.of("read", "admin")));

    Connection after =
        connect(TestHost.request().connectionId(before.id()).scopes(Scopes.of("read")));

    assertThat(after.requestedScopes()).isEqualTo(Scopes.of("read"));
  }

  @Test
  void additionalScopesGoOnTopOfTheDefaultOnes() {
    Connection connection = connect(TestHost.request().additionalScopes(Scopes.of("admin")));

    assertThat(connection.requestedScopes()).isEqualTo(Scopes.of("read", "write", "admin"));
  }

  @Test
  void additionalScopesAreCheckedLikeTheOthers() {
    SessionRequest request =
        TestHost.request().additionalScopes(Scopes.copyOf(Collections.singleton("a b"))).build();

    assertThatThrownBy(() -> host.begin(request))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("scopes");
  }

  private Connection connect(SessionRequest.Builder request) {
    Session session = host.begin(request.build());
    CallbackResult result = host.callback(host.approve(session));
    return host.integrations
        .connections()
        .get(TestHost.WORKSPACE, result.session().connectionId().orElseThrow());
  }
}

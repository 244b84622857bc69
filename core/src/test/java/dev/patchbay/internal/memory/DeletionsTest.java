package dev.patchbay.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeletionsTest {
  private static final WorkspaceId ACME = WorkspaceId.of("ws_acme");
  private static final int MANY = 100_000;

  private final Deletions deletions = new Deletions();

  @Test
  void remembersManyDeletionsButNotWithoutBound() {
    for (int i = 0; i < MANY; i++) {
      delete("conn_" + i);
    }
    assertThat(deletions.include(ConnectionId.of("conn_0"))).isTrue();

    delete("conn_last");

    assertThat(deletions.include(ConnectionId.of("conn_0"))).isFalse();
    assertThat(deletions.include(ConnectionId.of("conn_1"))).isTrue();
    assertThat(deletions.include(ConnectionId.of("conn_last"))).isTrue();
  }

  @Test
  void neverForgetsADeletionThatRuns() {
    deletions.begin(ACME, ConnectionId.of("conn_running"), Instant.EPOCH);
    for (int i = 0; i <= MANY; i++) {
      delete("conn_" + i);
    }

    assertThat(deletions.include(ConnectionId.of("conn_running"))).isTrue();
  }

  private void delete(String connectionId) {
    deletions.begin(ACME, ConnectionId.of(connectionId), Instant.EPOCH);
    deletions.end(ACME, ConnectionId.of(connectionId));
  }
}

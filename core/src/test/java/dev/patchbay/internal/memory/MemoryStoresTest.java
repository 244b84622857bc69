package dev.patchbay.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The promises of a store are held by the contract suites of the testkit. */
class MemoryStoresTest {
  private static final SessionLimits LIMITS = new SessionLimits(Duration.ofMinutes(10), 10, 10);

  private final MemoryStores stores =
      new MemoryStores(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

  @Test
  void saysThatNothingOutlivesTheJvm() {
    assertThat(stores.isDurable()).isFalse();
  }

  @Test
  void handsOutTheSameStoresAgain() {
    assertThat(stores.sessions()).isSameAs(stores.sessions());
    assertThat(stores.connections()).isSameAs(stores.connections());
  }

  @Test
  void refusesASessionWhoseIdOrStateIsInUse() {
    stores.sessions().create(session("ws_acme", "sess_1", "hash_1"), LIMITS);

    assertRefused(session("ws_other", "sess_1", "hash_2"));
    assertRefused(session("ws_other", "sess_2", "hash_1"));
    assertThat(stores.sessions().findByState("hash_1"))
        .hasValueSatisfying(
            found ->
                assertThat(found.session().workspaceId()).isEqualTo(WorkspaceId.of("ws_acme")));
    assertThat(stores.sessions().findByState("hash_2")).isEmpty();
  }

  private void assertRefused(SessionRecord session) {
    assertThatThrownBy(() -> stores.sessions().create(session, LIMITS))
        .isInstanceOf(IllegalStateException.class);
  }

  private static SessionRecord session(String workspaceId, String sessionId, String stateHash) {
    Session session =
        Session.builder(SessionId.of(sessionId), WorkspaceId.of(workspaceId), "github").build();
    return SessionRecord.builder(session, stateHash, "https://app.example/cb", "client-a").build();
  }
}

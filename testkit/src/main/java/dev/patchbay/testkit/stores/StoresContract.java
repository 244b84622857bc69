package dev.patchbay.testkit.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.WriteOutcome;
import dev.patchbay.spi.store.WriteStatus;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contract suites share: fresh stores for each test, and the steps to a known state. */
public abstract class StoresContract implements StoresFixture {
  private Stores stores;

  /** For suites. */
  protected StoresContract() {}

  @BeforeEach
  final void openStores() {
    stores = createStores();
  }

  @AfterEach
  final void closeStores() {
    stores.close();
  }

  final SessionStore sessions() {
    return stores.sessions();
  }

  final ConnectionStore connections() {
    return stores.connections();
  }

  final SealedStore sealedStore() {
    return stores.sealed();
  }

  final void pass(Duration duration) {
    passTime(stores, duration);
  }

  final SessionRecord begin(SessionRecord session) {
    return sessions().create(session, StoreSamples.LIMITS).orElseThrow();
  }

  final SessionRecord begin(String name) {
    return begin(StoreSamples.session(name).build());
  }

  final SessionRecord exchange(String name) {
    begin(name);
    return sessions().claim(StoreSamples.claim(name).build()).orElseThrow();
  }

  /** The session as its own workspace reads it now. */
  final SessionRecord reread(SessionRecord session) {
    return sessions().find(session.session().workspaceId(), session.session().id()).orElseThrow();
  }

  /** The session of the sample workspace with that name as it reads now. */
  final SessionRecord found(String name) {
    SessionKey key = StoreSamples.sessionKey(name);
    return sessions().find(key.workspaceId(), key.sessionId()).orElseThrow();
  }

  final ConnectionRecord connect(ConnectionWrite write) {
    return connections().write(write).connection().orElseThrow();
  }

  final ConnectionRecord connect(String name) {
    return connect(StoreSamples.insert(name).build());
  }

  /** The connection as its own workspace reads it now, to be compared with what was written. */
  final ConnectionRecord reread(ConnectionRecord record) {
    return reread(record.connection().workspaceId(), record.connection().id());
  }

  /** The connection of the sample workspace with that name as it reads now. */
  final ConnectionRecord foundConnection(String name) {
    return reread(StoreSamples.ACME, StoreSamples.connectionId(name));
  }

  /** Without the time of the read: what comes of a write has none. */
  private ConnectionRecord reread(WorkspaceId workspaceId, ConnectionId connectionId) {
    ConnectionRecord found = connections().find(workspaceId, connectionId).orElseThrow();
    return found.toBuilder().readAt(null).build();
  }

  final TokenSetRecord reread(TokenSetKey key) {
    ConnectionRecord found =
        connections().find(key.workspaceId(), key.connectionId()).orElseThrow();
    return Objects.requireNonNull(found.tokenSets().get(key.name()));
  }

  static boolean isDone(WriteOutcome outcome) {
    return outcome.status() == WriteStatus.DONE;
  }

  /** A read tells what was written, and the time of the store. */
  static void assertTimedRead(ConnectionRecord read, ConnectionRecord written) {
    assertThat(read.readAt()).isPresent();
    assertThat(read.toBuilder().readAt(null).build()).usingRecursiveComparison().isEqualTo(written);
  }
}

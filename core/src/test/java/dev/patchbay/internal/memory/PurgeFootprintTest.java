package dev.patchbay.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetWrite;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A purge leaves nothing in any map or index: found by reflection, so that none is forgotten. */
class PurgeFootprintTest {
  private static final WorkspaceId ACME = WorkspaceId.of("ws_acme");
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final Sealed SEALED = Sealed.of(new byte[] {1});
  private static final int CYCLES = 50;
  private static final int KINDS = 12;

  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private final InstantSource time = () -> now;
  private final MemoryStores stores = new MemoryStores(time.withZone(ZoneOffset.UTC));

  @Test
  void purgedConnectionsLeaveNothingButTheIdsThatMustNotComeBack() throws Exception {
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      for (int kind = 0; kind < KINDS; kind++) {
        connect("conn_" + cycle + "_" + kind, kind);
      }
      assertThat(stores.connections().purge(ACME, 2 * KINDS)).hasSize(KINDS);
    }

    assertThat(elementsIn(stores.sessions())).isEqualTo(CYCLES * KINDS);
  }

  /** The bits of the kind say what has happened to the connection. */
  private void connect(String id, int kind) {
    Connection.Builder connection = Connection.builder(ConnectionId.of(id), ACME, "github");
    if (kind % 2 == 0) {
      connection.account(Account.builder("account_" + id).build());
    }
    ConnectionRecord written =
        write(ConnectionWrite.builder(connection.build()).fingerprint("first " + id));
    TokenSetKey key = new TokenSetKey(ACME, ConnectionId.of(id), "default");
    if (kind % 3 == 0) {
      connection.account(Account.builder("other_" + id).build());
      write(
          ConnectionWrite.builder(connection.build())
              .expectedRevision(written.revision())
              .clientId("client-b")
              .fingerprint("second " + id));
    }
    if (kind % 4 == 0) {
      stores.connections().lease(key, 1, "attempt", LIFE);
      stores.connections().replace(key, 1, tokens(2));
    }
    if (kind % 5 == 0) {
      RefreshFailure failure =
          RefreshFailure.builder("attempt").status(ConnectionStatus.NEEDS_REAUTH).build();
      stores.connections().recordFailure(key, kind % 4 == 0 ? 2 : 1, failure);
    }
  }

  private ConnectionRecord write(ConnectionWrite.Builder write) {
    return stores
        .connections()
        .write(write.tokenSets(tokens(1)).build())
        .connection()
        .orElseThrow();
  }

  private static TokenSetWrite tokens(long version) {
    return TokenSetWrite.builder("default", SEALED, version).refreshable().expiresIn(LIFE).build();
  }

  @Test
  void purgedSessionsLeaveNothing() throws Exception {
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      for (int kind = 0; kind < 4; kind++) {
        begin("expired" + cycle + "_" + kind, 4);
      }
      now = now.plus(LIFE);
      for (int kind = 0; kind < 4; kind++) {
        begin("sess_" + cycle + "_" + kind, 4);
        exchange("sess_" + cycle + "_" + kind, kind);
      }
      assertThat(stores.sessions().purge(ACME, 100)).hasSize(8);
    }

    assertThat(elementsIn(stores.sessions())).isZero();
  }

  private void begin(String id, int pending) {
    Session session = Session.builder(SessionId.of(id), ACME, "github").build();
    SessionRecord record =
        SessionRecord.builder(session, "hash_" + id, "https://app.example/cb", "client-a").build();
    assertThat(stores.sessions().create(record, new SessionLimits(LIFE, pending, 100))).isPresent();
  }

  private void exchange(String id, int kind) {
    SessionKey key = new SessionKey(ACME, SessionId.of(id));
    if (kind > 0) {
      stores.sessions().claim(SessionClaim.builder("hash_" + id, "github").build());
    }
    if (kind > 1) {
      stores.sessions().stage(key, SEALED);
    }
    if (kind > 2) {
      stores.sessions().end(key, SessionEnd.builder(SessionStatus.DENIED).build());
    }
  }

  /** How many elements the maps and collections hold that an object of this package leads to. */
  private static int elementsIn(@Nullable Object object) throws IllegalAccessException {
    if (object instanceof Map<?, ?> map) {
      return elementsIn(map.values());
    }
    int elements = 0;
    if (object instanceof Collection<?> collection) {
      elements = collection.size();
      for (Object element : collection) {
        elements += elementsIn(element);
      }
    } else if (object != null
        && object.getClass().getPackage() == MemoryStores.class.getPackage()) {
      for (Field field : object.getClass().getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          elements += elementsIn(field.get(object));
        }
      }
    }
    return elements;
  }
}

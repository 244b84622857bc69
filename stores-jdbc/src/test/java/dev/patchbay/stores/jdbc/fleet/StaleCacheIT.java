package dev.patchbay.stores.jdbc.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import dev.patchbay.testkit.sandbox.SandboxService;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one node does to a connection, the others' caches hide for five seconds at most. */
@Tag("one-jdk")
class StaleCacheIT {
  private static final int NODES = 4;
  private static final int CHANGES_OF_EACH_KIND = 12;
  private static final Duration STALE_AT_MOST = Duration.ofSeconds(5);

  private final Clock clock = Clock.systemUTC();
  private final List<Integrations> nodes = new ArrayList<>();
  private Fleet fleet;
  private SandboxService service;

  @BeforeEach
  void start(@TempDir Path folder) {
    fleet = Fleet.in(folder);
    service = fleet.service(Mode.STRICT.id(1));
    Stream.generate(() -> Nodes.node(fleet.settings, Halts.none()))
        .limit(NODES)
        .forEach(nodes::add);
  }

  @AfterEach
  void close() {
    nodes.forEach(Integrations::close);
    fleet.close();
  }

  @Test
  void otherNodesStopServingTheOldTokenInTime() {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < CHANGES_OF_EACH_KIND * Kind.values().length; i++) {
      changes.add(new Change(Kind.values()[i % Kind.values().length], "user" + i));
    }
    fleet.database.passTime(Duration.ofMinutes(1)); // a refusal of a newer token counts for nothing
    changes.forEach(change -> nodes.forEach(node -> change.read(node)));

    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      change.make(nodes.get(i % NODES));
      nodes.forEach(change::look); // a busy machine may take longer for all than a cache keeps one
    }
    long made = clock.millis();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              nodes.forEach(node -> changes.forEach(change -> change.look(node)));
              return clock.millis() - made > STALE_AT_MOST.plusSeconds(1).toMillis();
            });

    assertThat(changes)
        .allMatch(change -> change.staleMillis <= STALE_AT_MOST.toMillis())
        .anyMatch(change -> change.staleMillis > 0);
    changes.forEach(
        change -> assertThat(nodes).allMatch(node -> change.read(node).matches(change.kind.after)));
  }

  /** What is done to a connection, and what its readers learn then. */
  private enum Kind {
    DELETE("failed:connection_not_found"),
    RECONNECT("v[0-9]+:[0-9a-f]+"),
    NEEDS_REAUTH("failed:grant_revoked");

    private final String after;

    Kind(String after) {
      this.after = after;
    }
  }

  /** A connection to which something is done, and how long its old token was seen after that. */
  private final class Change {
    private final Kind kind;
    private final String user;
    private final SandboxGrant grant;
    private final ConnectionId id;
    private final String old;
    private long made = Long.MAX_VALUE;
    private long staleMillis = 0;

    private Change(Kind kind, String user) {
      this.kind = kind;
      this.user = user;
      this.grant = grant();
      this.id = connect(fleet.here, grant);
      this.old = read(fleet.here);
    }

    private SandboxGrant grant() {
      service.signIn(SandboxAccount.builder(user, user).build());
      return service.issueGrant(Scopes.of("read"));
    }

    private static ConnectionId connect(Integrations node, SandboxGrant grant) {
      return node.connections()
          .create(
              Fleet.WORKSPACE,
              ConnectionRequest.builder(Mode.STRICT.id(1))
                  .accessToken(Secret.of(grant.accessToken()))
                  .refreshToken(Secret.of(grant.refreshToken().orElseThrow()))
                  .expiresIn(Fleet.HOUR)
                  .build())
          .id();
    }

    private String read(Integrations node) {
      return Tally.learned(() -> Tally.of(node.connections().credentials(Fleet.WORKSPACE, id)));
    }

    private void make(Integrations node) {
      switch (kind) {
        case DELETE -> node.connections().delete(Fleet.WORKSPACE, id, RevocationMode.AUTO);
        case RECONNECT -> assertThat(connect(node, grant())).isEqualTo(id);
        case NEEDS_REAUTH -> {
          service.revoke(grant.accessToken());
          Tally.learned(() -> "" + report(node).isPresent());
        }
      }
      made = clock.millis();
    }

    private Optional<Credentials> report(Integrations node) {
      return node.connections()
          .reportUnauthorized(Fleet.WORKSPACE, node.connections().credentials(Fleet.WORKSPACE, id));
    }

    private void look(Integrations node) {
      long before = clock.millis();
      if (read(node).equals(old)) {
        staleMillis = Math.max(staleMillis, before - made);
      }
    }

    @Override
    public String toString() {
      return kind + " stale for " + staleMillis + " ms";
    }
  }
}

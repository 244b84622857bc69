package dev.patchbay.stores.jdbc.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A callback that arrives everywhere at once counts once, and all who brought it learn of it. */
@Tag("one-jdk")
class CallbackAcrossNodesIT {
  private static final List<Mode> MODES = List.of(Mode.values());
  private static final int ROUNDS = 10 * Integer.getInteger("patchbay.rounds", 5);
  private static final int AT_ONCE = 10;
  private static final int NODES = 4;
  private static final int THREADS = 8;

  private Fleet fleet;

  @BeforeEach
  void start(@TempDir Path folder) {
    fleet = Fleet.in(folder);
  }

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void sameCallbackInFourJvmsIsExchangedOnce() throws Exception {
    List<RemoteNode> nodes = fleet.nodes(NODES);
    for (int round = 0; round < ROUNDS; round += AT_ONCE) {
      List<Session> sessions =
          Stream.iterate(0, i -> i + 1)
              .map(i -> fleet.begin(MODES.get(i % MODES.size())))
              .limit(AT_ONCE)
              .toList();
      List<List<CompletableFuture<String>>> callbacks =
          sessions.stream().map(session -> callBack(nodes, session)).toList();
      for (int i = 0; i < AT_ONCE; i++) {
        assertThat(Tally.sum(Child.all(callbacks.get(i)))).isEqualTo(countedOnce(sessions.get(i)));
      }
    }
    List<Integer> exchanges =
        MODES.stream()
            .flatMap(mode -> fleet.service(mode.id(1)).codesSeen().values().stream())
            .toList();
    assertThat(exchanges).hasSize(ROUNDS).containsOnly(1);
  }

  private List<CompletableFuture<String>> callBack(List<RemoteNode> nodes, Session session) {
    String query = fleet.approved(session);
    return nodes.stream()
        .map(node -> node.callBack(session.integrationType(), query, THREADS))
        .toList();
  }

  private Map<String, Integer> countedOnce(Session session) {
    Session ended = fleet.here.sessions().get(Fleet.WORKSPACE, session.id());
    String outcome = "COMPLETE:" + ended.connectionId().map(ConnectionId::value).orElse("none");
    return Map.of(outcome + ":counted", 1, outcome + ":session_already_used", NODES * THREADS - 1);
  }
}

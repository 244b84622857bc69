package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.model.Connection;
import dev.patchbay.testkit.sandbox.Rotation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What other connections do in the same cache stripe causes no refresh and ends no token. */
class BusyNeighboursIT {
  private static final int READERS = 8;

  @Test
  void readsOfGoodTokensUnderChangesOfOthersSendNothing() throws Exception {
    try (Cluster cluster = Cluster.of(Rotation.strictWithAccess(), Cluster.STRICT_WITH_ACCESS);
        Callers callers = new Callers()) {
      Integrations node = cluster.node();
      Connection pair = cluster.connect(node);
      Connection alone = cluster.connectAccessOnly(node);
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        work.add(
            () -> {
              for (int read = 0; read < 3000; read++) {
                assertThat(Cluster.read(node, pair).version()).isEqualTo(1);
                assertThat(Cluster.read(node, alone).version()).isEqualTo(1);
              }
              return true;
            });
      }
      work.add(
          () -> {
            for (int made = 0; made < 3000; made++) {
              cluster.connect(node); // forgets a stripe each time
            }
            return true;
          });

      assertThat(callers.together(work)).containsOnly(true);
      assertThat(cluster.tokenRequests()).isZero();
    }
  }

  @Test
  void everyLifeCostsOneRefreshAlsoWhereARefreshEndsTheOldToken() throws Exception {
    try (Cluster cluster = Cluster.of(Rotation.strictWithAccess(), Cluster.STRICT_WITH_ACCESS);
        Callers callers = new Callers()) {
      Integrations node = cluster.node();
      Connection connection = cluster.connect(node);
      int lives = 40;
      for (int life = 1; life <= lives; life++) {
        cluster.clock.advance(Cluster.HOUR);
        List<Callable<Boolean>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
          readers.add(
              () -> {
                for (int read = 0; read < 20; read++) {
                  assertThat(cluster.isAlive(Cluster.read(node, connection))).isTrue();
                }
                return true;
              });
        }
        assertThat(callers.together(readers)).containsOnly(true);
      }
      assertThat(cluster.tokenRequests()).isEqualTo(lives);
    }
  }
}

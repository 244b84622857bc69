package dev.patchbay.stores.jdbc.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.stores.jdbc.JdbcStores;
import dev.patchbay.stores.jdbc.PostgresServer;
import dev.patchbay.stores.jdbc.TestSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes start at once, or die while they bring the tables up to date. */
@Tag("one-jdk")
class StartingTogetherIT {
  private static final int ROUNDS = Integer.getInteger("patchbay.rounds", 3);
  private static final int KILLS = Integer.getInteger("patchbay.kills", 12);
  private static final int NODES = 8;
  private static final int CONNECTIONS = 10_000;

  private final List<Child> children = new ArrayList<>();

  @AfterEach
  void close() {
    children.forEach(Child::close);
  }

  private List<Child> children(int count) {
    Stream.generate(Child::new).limit(count).forEach(children::add);
    return children;
  }

  /** What a node finds. */
  enum Found {
    NOTHING,
    PREVIOUS_VERSION;

    String create() throws Exception {
      String url = PostgresServer.NEW.createDatabase();
      if (this == PREVIOUS_VERSION) {
        try (HikariDataSource pool = PostgresServer.pool(url, 4)) {
          TestSchema.POSTGRES.createPrevious(pool, CONNECTIONS);
        }
      }
      return url;
    }

    void assertUpToDate(HikariDataSource pool) throws Exception {
      TestSchema.POSTGRES.assertGolden(pool);
      assertThat(TestSchema.count(pool, "SELECT COUNT(*) FROM patchbay_connection"))
          .isEqualTo(this == NOTHING ? 0 : CONNECTIONS);
    }
  }

  @Test
  void eightJvmsThatStartAtOnceAllStart() throws Exception {
    List<Child> nodes = children(NODES);
    for (int round = 0; round < ROUNDS; round++) {
      for (Found found : Found.values()) {
        String url = found.create();

        List<String> answers = Child.all(nodes.stream().map(node -> open(node, url, 0)).toList());

        assertThat(answers).allMatch(answer -> answer.startsWith("opened:"));
        try (HikariDataSource pool = PostgresServer.pool(url, 1)) {
          found.assertUpToDate(pool);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nodeThatDiesBeforeAStatementLeavesNothingHalfDone(Found found) throws Exception {
    Child child = children(1).get(0);
    String opened = Child.all(List.of(open(child, found.create(), 0))).get(0);
    int statements = Integer.parseInt(opened.substring("opened:".length()));
    List<String> urls = new ArrayList<>();
    for (int kill = 1; kill <= KILLS; kill++) {
      String url = found.create();
      urls.add(url);
      CompletableFuture<String> unused = open(child, url, Math.max(1, statements * kill / KILLS));
    }
    Awaitility.await().until(() -> urls.stream().allMatch(url -> child.halted(name(url)) == 1));
    child.kill();
    child.awaitDead();

    for (String url : urls) {
      try (HikariDataSource pool = PostgresServer.pool(url, 1)) {
        JdbcStores.on(pool);
        found.assertUpToDate(pool);
      }
    }
  }

  private static String name(String url) {
    return "at" + url.hashCode();
  }

  private static CompletableFuture<String> open(Child child, String url, int halting) {
    return child.ask("open", name(url), url, "" + halting);
  }
}

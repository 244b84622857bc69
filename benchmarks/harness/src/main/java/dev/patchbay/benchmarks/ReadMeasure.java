package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.Table.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A valid token of one of 10,000 connections. */
final class ReadMeasure {
  private static final String OURS = "Patchbay, served from memory";
  private static final String FLOOR = "floor";
  private static final double MOST_TIMES = 3;
  private static final double MOST_BYTES = 24;

  private static final List<Contestant> PEERS =
      List.of(
          Contestant.of("Spring Security, in memory", "spring", "spring.SpringMemoryTokens"),
          Contestant.of(
              "Spring Security, JDBC on H2", "spring-jdbc", "springjdbc.SpringJdbcTokens"),
          Contestant.of("google-auth", "google-auth", "googleauth.GoogleAuthTokens"),
          Contestant.of("google-oauth-client", "google-oauth", "googleoauth.GoogleTokens"));

  private ReadMeasure() {}

  static Report run(Lab lab) throws IOException, InterruptedException {
    Table table =
        new Table(
            "Read a valid token, 10,000 connections",
            FLOOR,
            List.of(
                Column.compared("ns, 1 thread", "nanos-1"),
                Column.compared("ns, 2 threads", "nanos-2"),
                Column.plain("bytes allocated, 1 thread", "bytes-1"),
                Column.plain("2 threads", "bytes-2")));
    List<Contestant> all = new ArrayList<>(PEERS);
    all.add(0, Contestant.of(OURS, "patchbay", "patchbay.PatchbayTokens"));
    all.add(
        1,
        Contestant.of(
            "Patchbay, where a refresh ends the old token",
            "patchbay",
            "patchbay.PatchbayGitHubTokens"));
    all.add(Contestant.of(FLOOR, "harness", "floor.FloorTokens"));
    lab.measure("ReadToken", all, table);
    return new Report(table, targets(table));
  }

  private static List<Target> targets(Table table) {
    double ours = table.value(OURS, "nanos-1");
    double fastest =
        PEERS.stream().mapToDouble(peer -> table.value(peer.name(), "nanos-1")).min().orElseThrow();
    return List.of(
        Target.atMost("times the floor", ours / table.value(FLOOR, "nanos-1"), MOST_TIMES),
        Target.atMost("bytes per read", table.value(OURS, "bytes-1"), MOST_BYTES),
        Target.atMost("times the fastest peer", ours / fastest, 1));
  }
}

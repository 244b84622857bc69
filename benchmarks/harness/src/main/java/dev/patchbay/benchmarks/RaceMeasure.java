package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.Table.Column;
import java.io.IOException;
import java.util.List;

/** 256 callers, one expired token, strict rotation. */
final class RaceMeasure {
  private static final String OURS = "Patchbay";
  private static final String CALLERS = "256";
  private static final String DELAY = "500";

  private static final List<Contestant> CONTESTANTS =
      List.of(
          Contestant.of(OURS, "patchbay", "patchbay.PatchbayTokenSource", CALLERS, DELAY),
          Contestant.of(
              "Spring Security, in memory", "spring", "spring.SpringMemorySource", CALLERS, DELAY),
          Contestant.of(
              "Spring Security, JDBC on H2",
              "spring-jdbc",
              "springjdbc.SpringJdbcSource",
              CALLERS,
              DELAY),
          Contestant.of(
              "google-auth", "google-auth", "googleauth.GoogleAuthSource", CALLERS, DELAY),
          Contestant.of(
              "google-oauth-client, loaded for each call",
              "google-oauth",
              "googleoauth.GoogleSource",
              CALLERS,
              DELAY),
          Contestant.of("floor: one caller", "harness", "floor.OneRequest", "1", DELAY));

  private RaceMeasure() {}

  static Report run(Lab lab) throws IOException, InterruptedException {
    Table table =
        new Table(
            "256 callers, one expired token, strict rotation, " + DELAY + " ms",
            "",
            List.of(
                Column.plain("most requests of a trial", "requests"),
                Column.plain("callers without a valid token, %", "failed"),
                Column.plain("grants lost, % of trials", "lost"),
                Column.plain("ms until the last caller, median", "millis")));
    lab.measure("Race", CONTESTANTS, table);
    return new Report(
        table,
        List.of(
            Target.atMost("requests", table.value(OURS, "requests"), 1),
            Target.atMost("callers without a valid token, %", table.value(OURS, "failed"), 0),
            Target.atMost(
                "times the service's delay",
                table.value(OURS, "millis") / Integer.parseInt(DELAY),
                1.1)));
  }
}

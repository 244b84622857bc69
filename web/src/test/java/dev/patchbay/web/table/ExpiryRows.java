package dev.patchbay.web.table;

import static dev.patchbay.web.table.Row.answered;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What time does to sessions: ten minutes for their user, and as many for slow pollers. */
final class ExpiryRows {
  private ExpiryRows() {}

  static List<Row> of(Stage stage) {
    JsonNode late = stage.session();
    Instant end = stage.clock.instant().plus(Duration.ofMinutes(10));
    Ask lateArrival = stage.approval(late);
    Ask polled = read(stage, late);
    JsonNode finished = stage.session();
    stage.send(stage.denial(finished));
    Ask slow = read(stage, finished);
    return List.of(
        answered("finished, nine minutes ago", slow, 200)
            .with("/data/outcome", "denied")
            .after(() -> stage.clock.advance(Duration.ofMinutes(9))),
        answered("out of time", polled, 200)
            .with("/data/status", "error")
            .with("/data/outcome", "expired")
            .starting("/data/error", "session_expired: ")
            .with("/data/expires_at", end)
            .after(() -> stage.clock.advance(Duration.ofMinutes(2))),
        answered("too late", lateArrival, 400).saying("This took too long"));
  }

  private static Ask read(Stage stage, JsonNode session) {
    return Ask.get(Stage.path(session)).withKey(stage.host.ours);
  }
}

package dev.patchbay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;

/** Asks for a session again and again, as clients of the API do. */
final class Polling {
  private static final Duration INTERVAL = Duration.ofMillis(600);

  private final RestClient rest;

  Polling(RestClient rest) {
    this.rest = rest;
  }

  /** {@return the session as it was when it ended, or when the time was over} */
  JsonNode poll(String sessionId, Duration timeout) throws IOException {
    long looks = Math.max(1, timeout.dividedBy(INTERVAL));
    JsonNode session = look(sessionId);
    for (long i = 0; i < looks && session.path("status").asText().equals("pending"); i++) {
      pause();
      session = look(sessionId);
    }
    return session;
  }

  private JsonNode look(String sessionId) throws IOException {
    return rest.get("/oauth/sessions/" + sessionId);
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(INTERVAL.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("The demo was interrupted", interrupted);
    }
  }
}

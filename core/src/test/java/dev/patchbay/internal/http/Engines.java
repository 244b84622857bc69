package dev.patchbay.internal.http;

import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.HttpSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.assertj.core.api.Assertions;

/** What the tests of the engine share: engines, limits, requests, and how to catch a failure. */
final class Engines {
  static final HttpLimits AMPLE = new HttpLimits(Duration.ofSeconds(10), 64 * 1024);
  static final HttpLimits HASTY = new HttpLimits(Duration.ofMillis(300), 64 * 1024);
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  /** One for all tests, as in the registry. */
  static final ScheduledExecutorService SCHEDULER =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "deadlines");
            thread.setDaemon(true);
            return thread;
          });

  private Engines() {}

  static HttpEngine engine() {
    return engine(HttpSettings.builder());
  }

  static HttpEngine engine(HttpSettings.Builder settings) {
    return new HttpEngine(settings.build(), SCHEDULER);
  }

  static ApiRequest get(URI uri) {
    return ApiRequest.builder("GET", uri).build();
  }

  static ApiRequest post(URI uri) {
    return ApiRequest.builder("POST", uri).form(Map.of("code", "c0de")).build();
  }

  static HttpFailure failureOf(HttpEngine engine, ApiRequest request, HttpLimits limits) {
    return Assertions.catchThrowableOfType(HttpFailure.class, () -> engine.send(request, limits));
  }
}

package dev.patchbay.benchmarks.measure;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures how many sessions are created, and connections read, per second over loopback. */
public final class Rest {
  private static final String CONNECTIONS = "/workspaces/ws_1/connections";
  private static final Pattern ID = Pattern.compile("\"external_id\":\"([^\"]+)\"");
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration TIME = Duration.ofSeconds(10);

  private final URI server;
  private final String key;

  private Rest(URI server, String key) {
    this.server = server;
    this.key = key;
  }

  /**
   * Checks, then measures.
   *
   * @param arguments the address of the API, and a key that may see workspace {@code ws_1}, in
   *     which there is a connection
   * @throws Exception if an answer is another than expected
   */
  public static void main(String[] arguments) throws Exception {
    new Rest(URI.create(arguments[0]), arguments[1]).run();
  }

  private void run() throws Exception {
    byte[] create =
        request(
            "POST",
            "/oauth/sessions",
            "{\"integration_type\":\"github\",\"workspace_id\":\"ws_1\"}");
    try (KeepAlive connection = KeepAlive.open(server)) {
      String session = connection.send(create).body(201);
      expect(session, "\"session_id\":\"sess_");
      expect(session, "\"authorize_url\":\"https://github.com/login/oauth/authorize?");
      String id = id(connection.send(request("GET", CONNECTIONS, "")).body(200));
      byte[] read = request("GET", CONNECTIONS + "/" + id, "");
      expect(connection.send(read).body(200), "\"external_id\":\"" + id + "\"");
      measure("sessions", new Load(server, create, 201));
      measure("reads", new Load(server, read, 200));
    }
  }

  private byte[] request(String method, String path, String body) {
    return """
        %s %s%s HTTP/1.1
        host: %s
        authorization: Bearer %s
        content-type: application/json
        content-length: %d

        %s"""
        .formatted(method, server.getPath(), path, server.getAuthority(), key, body.length(), body)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String id(String connections) {
    Matcher id = ID.matcher(connections);
    if (!id.find()) {
      throw new IllegalStateException("There is no connection: " + connections);
    }
    return id.group(1);
  }

  private static void expect(String body, String part) {
    if (!body.contains(part)) {
      throw new IllegalStateException("The answer is without '" + part + "': " + body);
    }
  }

  private static void measure(String metric, Load load) throws Exception {
    load.apply(WARM_UP);
    new Reading(metric, load.apply(TIME)).print();
  }
}

package dev.patchbay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** A client of the REST API, as any host of the demo would have one. */
final class RestClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final Secret key;

  RestClient(String base, Secret key) {
    this.base = base;
    this.key = key;
  }

  JsonNode get(String path) throws IOException {
    return send("GET", path, BodyPublishers.noBody());
  }

  JsonNode post(String path, Map<String, ?> body) throws IOException {
    return send("POST", path, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
  }

  JsonNode delete(String path) throws IOException {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  private JsonNode send(String method, String path, BodyPublisher body) throws IOException {
    HttpResponse<String> response =
        visit(
            HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body)
                .header("authorization", "Bearer " + key.reveal())
                .header("content-type", "application/json"));
    JsonNode answer = JSON.readTree(response.body());
    if (!answer.path("success").booleanValue()) {
      throw new Refused(answer.path("code").asText(), answer.path("error").asText());
    }
    return answer.path("data");
  }

  /** Opens a page, as a browser does. */
  int visit(URI page) throws IOException {
    return visit(HttpRequest.newBuilder(page)).statusCode();
  }

  private HttpResponse<String> visit(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("The demo was interrupted", interrupted);
    }
  }

  /** The API did not do what it was asked. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    private Refused(String code, String message) {
      super(message);
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}

package dev.patchbay.web.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** A client of the API, which takes no redirect. Thread-safe. */
public final class Client {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  Client(String base) {
    this.base = base;
  }

  /** {@return the URL of a path of the API} */
  public URI url(String path) {
    return URI.create(base + path);
  }

  public HttpResponse<String> get(String path, @Nullable String key) throws IOException {
    return send("GET", path, key, null);
  }

  public HttpResponse<String> post(String path, @Nullable String key, String json)
      throws IOException {
    return send("POST", path, key, json);
  }

  public HttpResponse<String> send(
      String method, String path, @Nullable String key, @Nullable String json) throws IOException {
    BodyPublisher body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
    HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).method(method, body);
    if (key != null) {
      request.header("authorization", "Bearer " + key);
    }
    // As the hosted service's client does, with a body or without.
    return send(request.header("content-type", "application/json").build());
  }

  public HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  /** {@return an answer's body} */
  public static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  /** {@return what stands under {@code data}} */
  public static JsonNode data(HttpResponse<String> response) throws IOException {
    return json(response).path("data");
  }
}

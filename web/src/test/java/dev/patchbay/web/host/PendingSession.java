package dev.patchbay.web.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;

/**
 * A session that a client of our workspace began over the API.
 *
 * @param host where
 * @param id the session's id
 * @param authorizeUrl where its user is sent
 */
public record PendingSession(Host host, String id, URI authorizeUrl) {
  public static final String SESSIONS = "/oauth/sessions";

  private static final String BODY = "{\"integration_type\":\"acme\",\"workspace_id\":\"ws_ours\"}";

  /** Begins a session, as a backend does. */
  public static PendingSession begin(Host host) throws IOException {
    return of(host, host.client.post(SESSIONS, host.organisation, BODY));
  }

  /** Begins a session by a request with a cookie, as a browser does. */
  public static PendingSession begin(Host host, String cookie) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(host.client.url(SESSIONS))
            .header("authorization", "Bearer " + host.organisation)
            .header("content-type", "application/json")
            .header("cookie", cookie)
            .POST(BodyPublishers.ofString(BODY))
            .build();
    return of(host, host.client.send(request));
  }

  /** Takes the answer to a request that begins a session. */
  public static PendingSession of(Host host, HttpResponse<String> created) throws IOException {
    if (created.statusCode() != 201) {
      throw new IllegalStateException("No session was created: " + created.body());
    }
    JsonNode data = Client.data(created);
    return new PendingSession(
        host,
        data.path("session_id").textValue(),
        URI.create(data.path("authorize_url").textValue()));
  }

  /** {@return the state that its callback has to carry} */
  public String state() {
    return Arrays.stream(authorizeUrl.getRawQuery().split("&"))
        .filter(pair -> pair.startsWith("state="))
        .map(pair -> pair.substring("state=".length()))
        .findFirst()
        .orElseThrow();
  }

  /** {@return its status as the registry has it now} */
  public SessionStatus status() {
    return host.integrations.sessions().get(Host.OURS, SessionId.of(id)).status();
  }

  /** Has the user agree, and the browser arrive at the callback; returns what it then shows. */
  public HttpResponse<String> finish() throws IOException {
    return arrive(host.user.approve(authorizeUrl));
  }

  /** Has the browser arrive at a URL. */
  public HttpResponse<String> arrive(URI url) throws IOException {
    return host.client.send(HttpRequest.newBuilder(url).build());
  }

  /** Has the browser arrive at the callback with a query and nothing else. */
  public HttpResponse<String> arrive(String rawQuery) throws IOException {
    return arrive(host.client.url("/oauth/callback/" + Host.ACME + "?" + rawQuery));
  }
}

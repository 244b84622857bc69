package dev.patchbay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients and users of a demo, at a steady rate: each session is created, polled every second, and
 * approved by its user after four; waiting takes no thread. Keeps what the API acknowledged, and
 * what went wrong. Thread-safe.
 */
final class Load implements AutoCloseable {
  private static final String PENDING = "pending";
  private static final String COMPLETE = "complete";
  private static final List<String> INTEGRATIONS =
      List.of("gdrive", "github", "gmail", "linear", "notion", "posthog", "slack");
  private static final int THREADS = 32;
  private static final int WORKSPACES = 60;
  private static final long THOUGHT_MILLIS = 4_000;
  private static final long POLL_MILLIS = 1_000;

  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
  private final RestClient rest;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger polls = new AtomicInteger();
  private final AtomicInteger pollers = new AtomicInteger();
  private final AtomicInteger mostPollers = new AtomicInteger();
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final Map<String, Told> sessions = new ConcurrentHashMap<>();
  private final HttpClient browser = HttpClient.newHttpClient();
  private final Map<URI, SandboxUser> users = new ConcurrentHashMap<>();
  private final Set<String> connections = ConcurrentHashMap.newKeySet();

  Load(RestClient rest) {
    this.rest = rest;
  }

  /** Creates so many sessions in a second, until the future is cancelled. */
  Future<?> sessions(int perSecond) {
    return repeat(this::createSession, perSecond);
  }

  /** Hands over so many keys in a second, until the future is cancelled. */
  Future<?> connections(int perSecond) {
    return repeat(this::createConnection, perSecond);
  }

  private Future<?> repeat(Step step, int perSecond) {
    return threads.scheduleAtFixedRate(
        () -> threads.execute(() -> attempt(step)),
        0,
        TimeUnit.SECONDS.toMicros(1) / perSecond,
        TimeUnit.MICROSECONDS);
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException failure) {
      errors.add(failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }
  }

  private void createSession() throws IOException {
    String workspace = workspace();
    JsonNode created =
        rest.post(
            "/oauth/sessions",
            Map.of(
                "integration_type",
                INTEGRATIONS.get(begun.get() % INTEGRATIONS.size()),
                "workspace_id",
                workspace));
    String id = created.path("session_id").asText();
    sessions.put(id, new Told(workspace, PENDING, ""));
    mostPollers.accumulateAndGet(pollers.incrementAndGet(), Math::max);
    URI authorizeUrl = URI.create(created.path("authorize_url").asText());
    later(() -> poll(id), POLL_MILLIS);
    later(() -> approve(id, authorizeUrl), THOUGHT_MILLIS);
  }

  private String workspace() {
    return "ws_load_" + begun.getAndIncrement() % WORKSPACES;
  }

  private void later(Step step, long millis) {
    Future<?> unused = threads.schedule(() -> attempt(step), millis, TimeUnit.MILLISECONDS);
  }

  private void poll(String id) throws IOException {
    polls.incrementAndGet();
    JsonNode session = rest.get("/oauth/sessions/" + id);
    String status = session.path("status").asText();
    if (status.equals(PENDING)) {
      later(() -> poll(id), POLL_MILLIS);
    } else {
      tell(id, status, session.path("connection_id").asText());
      pollers.decrementAndGet();
    }
  }

  /** A user who sees the page of success was told that the session is complete. */
  private void approve(String id, URI authorizeUrl) throws IOException {
    URI sandbox = URI.create(authorizeUrl.getScheme() + "://" + authorizeUrl.getRawAuthority());
    SandboxUser user = users.computeIfAbsent(sandbox, SandboxUser::visiting);
    HttpResponse<String> page = visit(user.approve(authorizeUrl));
    if (page.statusCode() == 200 && page.body().contains(" is connected")) {
      tell(id, COMPLETE, "");
    } else {
      errors.add("the callback's page came with " + page.statusCode());
    }
  }

  private HttpResponse<String> visit(URI page) throws IOException {
    try {
      return browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("The browser was interrupted", interrupted);
    }
  }

  private void tell(String id, String status, String connection) {
    Told before = sessions.get(id);
    if (before != null && before.isComplete() && !status.equals(COMPLETE)) {
      errors.add("a session was complete, and then " + status);
      return;
    }
    sessions.computeIfPresent(
        id,
        (same, told) ->
            new Told(
                told.workspace(), status, connection.isEmpty() ? told.connection() : connection));
  }

  private void createConnection() throws IOException {
    String workspace = workspace();
    JsonNode created =
        rest.post(
            "/workspaces/" + workspace + "/connections",
            Map.of(
                "integration_type",
                "linear",
                "api_key",
                "lin_api_fake" + begun.get(),
                "verify",
                false));
    connections.add("/workspaces/" + workspace + "/connections/" + AutoWalk.id(created));
  }

  /** What the API said of each session, by its id. */
  Map<String, Told> sessions() {
    return sessions;
  }

  /** The paths of the connections that the API acknowledged. */
  Set<String> connections() {
    return connections;
  }

  Queue<String> errors() {
    return errors;
  }

  int polls() {
    return polls.get();
  }

  int pollers() {
    return pollers.get();
  }

  int mostPollers() {
    return mostPollers.get();
  }

  @Override
  public String toString() {
    return "%d sessions begun, %d polls, %d pollers, %d errors, of which %s"
        .formatted(
            sessions.size(),
            polls(),
            pollers(),
            errors.size(),
            errors.stream().distinct().limit(5).toList());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /**
   * What was said of a session, to its client or to its user.
   *
   * @param workspace where it is
   * @param status the last status
   * @param connection the id of its connection; empty as long as no client was told
   */
  record Told(String workspace, String status, String connection) {

    boolean isPending() {
      return status.equals(PENDING);
    }

    boolean isComplete() {
      return status.equals(COMPLETE);
    }

    /** {@return the path of its connection, once its id is known} */
    String path(String connectionId) {
      return "/workspaces/" + workspace + "/connections/" + connectionId;
    }
  }

  /** Something that a client or a user does. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}

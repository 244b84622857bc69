package dev.patchbay.benchmarks.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.patchbay.benchmarks.contest.ExpiredGrant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A token endpoint that takes its time. It rotates strictly: a refresh token is good for one
 * request, its successor and the new access token are the only ones from then on, and an old one
 * that comes again ends the grant.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700, section 4.14.2</a>
 */
public final class RotatingService implements AutoCloseable {
  private static final String GRANTED =
      "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"%s\"}";

  private final HttpServer server;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final long delayMillis;
  private final AtomicInteger requests = new AtomicInteger();
  private int grant;
  private int generation;
  private boolean ended;

  /**
   * Starts it.
   *
   * @param delayMillis how long an answer takes
   * @throws IOException if there is no port
   */
  public RotatingService(long delayMillis) throws IOException {
    this.delayMillis = delayMillis;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.createContext("/token", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** {@return a new grant; the one before is forgotten} */
  public synchronized ExpiredGrant grant() {
    grant++;
    generation = 0;
    ended = false;
    requests.set(0);
    InetSocketAddress address = server.getAddress();
    URI endpoint =
        URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/token");
    return new ExpiredGrant(endpoint, token("at"), token("rt"));
  }

  /** {@return how many requests came for this grant} */
  public int requests() {
    return requests.get();
  }

  /** {@return whether an old refresh token came again, and the user has to connect again} */
  public synchronized boolean isEnded() {
    return ended;
  }

  /** {@return whether the API would take this access token now} */
  public synchronized boolean isValid(String accessToken) {
    return !ended && generation > 0 && accessToken.equals(token("at"));
  }

  private String token(String kind) {
    return "fake-%s-%d-%d".formatted(kind, grant, generation);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    requests.incrementAndGet();
    Reply reply = judge(form);
    Future<?> unused =
        threads.schedule(() -> send(exchange, reply), delayMillis, TimeUnit.MILLISECONDS);
  }

  private synchronized Reply judge(String form) {
    String presented =
        Arrays.stream(form.split("&"))
            .filter(parameter -> parameter.startsWith("refresh_token="))
            .map(parameter -> parameter.substring("refresh_token=".length()))
            .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
            .findAny()
            .orElse("");
    if (ended || !presented.equals(token("rt"))) {
      ended = true;
      return new Reply(400, "{\"error\":\"invalid_grant\"}");
    }
    generation++;
    return new Reply(200, GRANTED.formatted(token("at"), token("rt")));
  }

  private static void send(HttpExchange exchange, Reply reply) {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private record Reply(int status, String body) {}
}

package dev.patchbay.testkit.sandbox;

import com.sun.net.httpserver.HttpServer;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A server on loopback that plays services, each in its own dialect. What is at {@code
 * https://HOST/PATH} in the world is at {@code http://127.0.0.1:PORT/HOST/PATH} here.
 *
 * <p>Thread-safe. It runs until it is closed, on daemon threads; closing ends every answer that is
 * still held back.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start()) {
 *   IntegrationProvider provider = sandbox.relocate(new GitHubProvider());
 *   SandboxService github = sandbox.service("github");
 *   github.registerRedirectUri("http://127.0.0.1:8080/callback/github");
 *   // ... connect with github.client(), and let SandboxUser.at(sandbox) approve
 *   assertThat(github.count(Endpoint.TOKEN)).isEqualTo(1);
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int BACKLOG = 1024;
  private static final int CLOSE_SECONDS = 10;
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  // The JDK's server sends headers and body in two packets. Unless told not to, it holds the second
  // one back until the first is acknowledged, which costs 40 ms per answer. It reads this once.
  static {
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Directory directory;

  private Sandbox(Clock clock) throws IOException {
    this.directory = new Directory(clock);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), BACKLOG);
    this.threads = Executors.newCachedThreadPool(Sandbox::daemon);
    server.setExecutor(threads);
    server.createContext("/", new SandboxHandler(directory, closing));
    // The server's own thread is a daemon only if the thread that starts it is one.
    CompletableFuture.runAsync(server::start, threads).join();
  }

  /**
   * Starts a sandbox without services on a free port, in which time goes by as it really does.
   *
   * @return the sandbox, ready for requests
   */
  public static Sandbox start() {
    return start(Clock.systemUTC());
  }

  /**
   * Starts a sandbox without services on a free port.
   *
   * @param clock by which tokens expire; it does not count for answers that are late
   * @return the sandbox, ready for requests
   */
  public static Sandbox start(Clock clock) {
    Objects.requireNonNull(clock, "clock");
    try {
      return new Sandbox(clock);
    } catch (IOException cause) {
      throw new UncheckedIOException("The sandbox cannot listen on loopback", cause);
    }
  }

  /** {@return the base URL, without a slash at the end} */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Tells where a URL of a service lives here.
   *
   * @param url the absolute URL, or a template of one
   * @return the same in this sandbox
   */
  public String locate(String url) {
    return uri() + "/" + url.substring(url.indexOf("://") + "://".length());
  }

  /**
   * Adds a service.
   *
   * @param dialect how it speaks
   * @return the service
   * @throws IllegalStateException if there is one for the same integration
   */
  public SandboxService add(Dialect dialect) {
    return directory.add(dialect);
  }

  /**
   * Gets a service.
   *
   * @param integrationType the id of its integration
   * @return the service
   * @throws IllegalStateException if none was added
   */
  public SandboxService service(String integrationType) {
    return directory
        .find(integrationType)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The sandbox has no service for '"
                        + integrationType
                        + "'; add its dialect or relocate its provider first"));
  }

  /**
   * Points a provider at this sandbox. If no dialect was added for it, adds the one that comes with
   * the sandbox, or else the one that its definition describes.
   *
   * @param real the provider, with the real service's URLs
   * @return a provider with the same hooks and the sandbox's URLs
   */
  public IntegrationProvider relocate(IntegrationProvider real) {
    IntegrationDefinition definition = real.definition();
    if (directory.find(definition.id()).isEmpty()) {
      add(Dialects.builtIn(definition.id()).orElseGet(() -> StandardDialect.of(definition)));
    }
    return new RelocatedProvider(real, this::locate);
  }

  /**
   * Ends every request and every thread. Once it returns, the port is free and nothing of the
   * sandbox is at work; its threads are gone, or about to be. Closing twice does nothing.
   */
  @Override
  public void close() {
    if (closing.getCount() == 0) {
      return;
    }
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("A thread of the sandbox did not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "sandbox");
    thread.setDaemon(true);
    return thread;
  }
}

package dev.patchbay.demo;

import com.sun.net.httpserver.HttpServer;
import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The host application: a registry, the route of the redirect URI on the JDK's HTTP server, and the
 * sandbox in the place of every service without a client of its own.
 */
final class DemoHost implements AutoCloseable {
  static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_demo");
  private static final String PORT = "PATCHBAY_PORT";
  private static final int DEFAULT_PORT = 8765;
  private static final String CALLBACK_PATH = "/oauth/callback";

  private final HttpServer server;
  private final ExecutorService serverThreads;
  private final World world;
  private final Integrations integrations;
  private final Map<String, SandboxService> sandboxed;

  private DemoHost(
      HttpServer server,
      World world,
      Integrations integrations,
      Map<String, SandboxService> sandboxed) {
    this.server = server;
    this.world = world;
    this.integrations = integrations;
    this.sandboxed = sandboxed;
    this.serverThreads = Executors.newCachedThreadPool();
    server.createContext(CALLBACK_PATH, new CallbackRoute(integrations, CALLBACK_PATH));
    server.setExecutor(serverThreads);
    server.start();
  }

  static int port(Map<String, String> environment) {
    String text = environment.getOrDefault(PORT, String.valueOf(DEFAULT_PORT));
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notPort) {
      throw new IllegalArgumentException(
          PORT + " must be a port number such as " + DEFAULT_PORT, notPort);
    }
  }

  /** Starts everything; port 0 takes any free one. */
  static DemoHost start(Map<String, String> environment, int port) throws IOException {
    Storage storage = Storage.open(environment);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    Map<String, String> settings = new HashMap<>(environment);
    settings.remove(PORT);
    settings.keySet().removeAll(Storage.VARIABLES);
    settings.putIfAbsent(
        "PATCHBAY_CALLBACK_URL",
        "http://127.0.0.1:" + server.getAddress().getPort() + CALLBACK_PATH);
    World world = new World(new MovableClock(), storage);
    try {
      return start(server, world, settings);
    } catch (RuntimeException failure) {
      world.close();
      server.stop(0);
      throw failure;
    }
  }

  private static DemoHost start(HttpServer server, World world, Map<String, String> settings) {
    Map<String, SandboxService> sandboxed = new TreeMap<>();
    IntegrationsBuilder builder =
        Integrations.builder()
            .clock(world.clock())
            .stores(world.storage().stores())
            .cipher(world.storage().cipher())
            .environment(settings)
            .withoutDiscovery()
            .unsafeAllowLoopbackHttp();
    for (IntegrationProvider provider : ServiceLoader.load(IntegrationProvider.class)) {
      String id = provider.definition().id();
      boolean real = settings.containsKey(clientVariable(id));
      builder.provider(real ? provider : world.sandbox().relocate(provider));
      if (!real) {
        SandboxService service = world.sandbox().service(id);
        service.registerRedirectUri(settings.get("PATCHBAY_CALLBACK_URL") + "/" + id);
        builder.client(id, service.client());
        sandboxed.put(id, service);
      }
    }
    return new DemoHost(server, world, builder.build(), sandboxed);
  }

  private static String clientVariable(String id) {
    return "PATCHBAY_" + id.toUpperCase(Locale.ROOT).replace('-', '_') + "_CLIENT_ID";
  }

  MovableClock clock() {
    return world.clock();
  }

  /** {@return where connections are kept, in words} */
  String place() {
    return world.storage().place();
  }

  /** Lets time pass for the services, for this host, and for the tokens of a connection. */
  void passTime(ConnectionId connectionId, Duration amount) {
    world.clock().advance(amount);
    world.storage().passTime(WORKSPACE, connectionId, amount);
  }

  Integrations integrations() {
    return integrations;
  }

  Sandbox sandbox() {
    return world.sandbox();
  }

  /** The sandbox's services by integration; those with a real client are missing. */
  Map<String, SandboxService> sandboxed() {
    return sandboxed;
  }

  @Override
  public void close() {
    integrations.close();
    server.stop(0);
    serverThreads.shutdownNow();
    world.close();
  }

  /** The services that are played, the time there and here, and what outlives both. */
  private record World(MovableClock clock, Sandbox sandbox, Storage storage) {
    private World(MovableClock clock, Storage storage) {
      this(clock, Sandbox.start(clock), storage);
    }

    private void close() {
      sandbox.close();
      storage.close();
    }
  }
}

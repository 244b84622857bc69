package dev.patchbay.demo;

import dev.patchbay.Integrations;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.web.IntegrationsServlet;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The host application: a registry, its REST API in Jetty, and the sandbox in the place of every
 * service without a client of its own.
 */
final class DemoHost implements AutoCloseable {
  static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_demo");
  static final String PORT = "PATCHBAY_PORT";
  private static final String CALLBACK_URL = "PATCHBAY_CALLBACK_URL";
  private static final int DEFAULT_PORT = 8765;

  /** Those who try the demo hand over many credentials, and nobody else's are at stake. */
  private static final int VERIFICATIONS = 1_000;

  private final World world;
  private final Integrations integrations;
  private final Map<String, SandboxService> sandboxed;
  private final DemoKeys keys;

  private DemoHost(World world, Registry registry, DemoKeys keys) {
    this.world = world;
    this.integrations = registry.integrations();
    this.sandboxed = registry.sandboxed();
    this.keys = keys;
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
    World world = World.open(environment, port);
    try {
      Map<String, String> settings = new HashMap<>(environment);
      settings.remove(PORT);
      settings.remove(DemoKeys.VARIABLE);
      settings.keySet().removeAll(Storage.VARIABLES);
      settings.putIfAbsent(CALLBACK_URL, world.server().url() + "/oauth/callback");
      return start(world, registry(world, settings), environment);
    } catch (RuntimeException | IOException failure) {
      world.close();
      throw failure;
    }
  }

  /** A key that is made is made last, so that whoever reads it can use it. */
  private static DemoHost start(World world, Registry registry, Map<String, String> environment)
      throws IOException {
    try {
      DemoKeys keys = DemoKeys.open(environment, Storage.folder(environment));
      world
          .server()
          .start(
              IntegrationsServlet.builder(registry.integrations(), keys.source())
                  .verificationsPerMinute(VERIFICATIONS)
                  .build());
      return new DemoHost(world, registry, keys);
    } catch (RuntimeException | IOException failure) {
      registry.integrations().close();
      throw failure;
    }
  }

  private static Registry registry(World world, Map<String, String> settings) {
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
        service.registerRedirectUri(settings.get(CALLBACK_URL) + "/" + id);
        builder.client(id, service.client());
        sandboxed.put(id, service);
      }
    }
    return new Registry(builder.build(), sandboxed);
  }

  private static String clientVariable(String id) {
    return "PATCHBAY_" + id.toUpperCase(Locale.ROOT).replace('-', '_') + "_CLIENT_ID";
  }

  /** {@return where the API is} */
  String url() {
    return world.server().url();
  }

  /** {@return the API's key, if this start made it} */
  Optional<Secret> madeKey() {
    return keys.made();
  }

  /** {@return a client of the API, with its key} */
  RestClient client() {
    return new RestClient(url(), keys.made().or(keys::given).orElseThrow());
  }

  /** {@return where the connections are kept} */
  String place() {
    return world.storage().place();
  }

  /** Makes a connection older than it is: stored times are the database's, the rest the clock's. */
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

  /** The services whose place the sandbox takes, by integration. */
  Map<String, SandboxService> sandboxed() {
    return sandboxed;
  }

  /** Waits until it is closed. */
  void join() throws InterruptedException {
    world.server().join();
  }

  /** Lets what is being answered end first, and closes what it needs afterwards. */
  @Override
  public void close() {
    try (world;
        integrations) {
      world.server().close();
    }
  }

  /** A registry, and the services whose place the sandbox takes. */
  private record Registry(Integrations integrations, Map<String, SandboxService> sandboxed) {}

  /** What a registry finds around it. */
  private record World(MovableClock clock, Sandbox sandbox, Storage storage, DemoServer server)
      implements AutoCloseable {

    private static World open(Map<String, String> environment, int port) throws IOException {
      Storage storage = Storage.open(environment);
      try {
        DemoServer server = DemoServer.open(port);
        MovableClock clock = new MovableClock();
        return new World(clock, Sandbox.start(clock), storage, server);
      } catch (RuntimeException | IOException failure) {
        storage.close();
        throw failure;
      }
    }

    @Override
    public void close() {
      try (storage;
          sandbox) {
        server.close();
      }
    }
  }
}

package dev.patchbay.web.host;

import dev.patchbay.Integrations;
import dev.patchbay.http.HttpSettings;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.testkit.sandbox.Sandbox;
import dev.patchbay.testkit.sandbox.SandboxService;
import dev.patchbay.testkit.sandbox.SandboxUser;
import dev.patchbay.testkit.sandbox.StandardDialect;
import dev.patchbay.web.IntegrationsServlet;
import dev.patchbay.web.IntegrationsServletBuilder;
import dev.patchbay.web.spi.KeySource;
import dev.patchbay.web.spi.Principal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

/**
 * An application with the servlet in a real container, one integration, {@code acme}, at a sandbox,
 * and keys of every kind.
 */
public final class Host implements AutoCloseable {
  public static final WorkspaceId OURS = WorkspaceId.of("ws_ours");
  public static final WorkspaceId OTHERS = WorkspaceId.of("ws_others");
  public static final MemberId ALICE = MemberId.of("alice");
  public static final MemberId BOB = MemberId.of("bob");
  public static final String ACME = "acme";

  private final TestKeys keys = new TestKeys();
  public final String organisation = keys.add(Principal.organisation());
  public final String ours = keys.add(Principal.workspace(OURS).sharing());
  public final String others = keys.add(Principal.workspace(OTHERS).sharing());
  public final String reader = keys.add(Principal.workspace(OURS));
  public final String alice = keys.add(Principal.workspace(OURS).actingFor(ALICE));
  public final String bob = keys.add(Principal.workspace(OURS).actingFor(BOB));

  /** What is wrong with the provider and the source of keys. */
  public final Faults faults = new Faults();

  public final Sandbox sandbox = Sandbox.start();
  public final SandboxService service;
  public final SandboxUser user;
  public final Integrations integrations;
  public final Client client;
  private final Mounted mounted;

  private Host(HostSettings settings) throws Exception {
    int port = freePort();
    String base = Container.base(port);
    IntegrationProvider real = new AcmeProvider(ACME, settings.displayName());
    this.service = sandbox.add(StandardDialect.of(real.definition()));
    service.registerRedirectUri(base + "/oauth/callback/" + ACME);
    service.registerRedirectUri(base + "/oauth/callback");
    this.user = SandboxUser.at(sandbox);
    this.integrations =
        settings
            .registry()
            .apply(
                Integrations.builder()
                    .withoutDiscovery()
                    .unsafeAllowLoopbackHttp()
                    .callbackUrl(base + "/oauth/callback")
                    .maxPendingSessions(100_000, 100_000)
                    .http(HttpSettings.builder().deadline(Duration.ofSeconds(2)).build())
                    .provider(sandbox.relocate(faults.in(IntegrationProvider.class, real)))
                    .client(ACME, service.client()))
            .build();
    this.mounted = mount(settings, port);
    this.client = mounted.client;
  }

  private Mounted mount(HostSettings settings, int port) throws Exception {
    IntegrationsServletBuilder servlet =
        IntegrationsServlet.builder(integrations, faults.in(KeySource.class, keys));
    return new Mounted(
        port, settings.container().start(settings.servlet().apply(servlet).build(), port));
  }

  /** Starts a host; the caller closes it. */
  public static Host start(HostSettings settings) throws Exception {
    return new Host(settings);
  }

  /** Mounts a further servlet, of other settings, on the same registry; the caller closes it. */
  public Mounted mount(HostSettings settings) throws Exception {
    return mount(settings, freePort());
  }

  /** Somebody else may take it before the container does, which a run in a million meets. */
  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Override
  public void close() {
    mounted.close();
    integrations.close();
    sandbox.close();
  }
}

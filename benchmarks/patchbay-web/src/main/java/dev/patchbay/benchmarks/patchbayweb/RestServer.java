package dev.patchbay.benchmarks.patchbayweb;

import dev.patchbay.Integrations;
import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.jetty.LoopbackServer;
import dev.patchbay.benchmarks.patchbay.Registered;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.web.IntegrationsServlet;
import dev.patchbay.web.keys.HashedKeys;
import dev.patchbay.web.spi.Principal;

/** Our REST API over stores in memory, with one connection in workspace {@code ws_1}. */
public final class RestServer {
  private static final int PLENTY = 100_000_000;

  private RestServer() {}

  /**
   * Prints its address on one line, and serves until standard input ends.
   *
   * @param args the key of an organisation
   * @throws Exception if it does not start
   */
  public static void main(String[] args) throws Exception {
    try (Integrations integrations = integrations()) {
      integrations
          .connections()
          .create(
              WorkspaceId.of("ws_1"),
              ConnectionRequest.builder("github")
                  .accessToken(Secret.of(Sample.accessToken(0)))
                  .scopes(Scopes.copyOf(Sample.SCOPES))
                  .verificationOff()
                  .build());
      HashedKeys keys = HashedKeys.of(Secret.of(args[0]), Principal.organisation());
      LoopbackServer.serve(
          IntegrationsServlet.builder(integrations, keys)
              .sessionsPerMinute(PLENTY)
              .readsPerSecond(PLENTY)
              .build());
    }
  }

  private static Integrations integrations() {
    return Integrations.builder()
        .callbackUrl(Registered.CALLBACK_URL)
        .client("github", Registered.CLIENT)
        .maxPendingSessions(PLENTY, PLENTY)
        .build();
  }
}

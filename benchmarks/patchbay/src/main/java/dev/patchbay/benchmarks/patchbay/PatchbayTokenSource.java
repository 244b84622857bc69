package dev.patchbay.benchmarks.patchbay;

import dev.patchbay.Integrations;
import dev.patchbay.benchmarks.contest.ExpiredGrant;
import dev.patchbay.benchmarks.contest.TokenSource;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection of a provider made for the service on loopback; its hour is over. */
public final class PatchbayTokenSource implements TokenSource {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  private static final Duration HOUR = Duration.ofHours(1);

  private final MovedClock clock = new MovedClock();
  private @Nullable Integrations integrations;
  private @Nullable ConnectionId connection;

  /** Made by name. */
  public PatchbayTokenSource() {}

  @Override
  public void open(ExpiredGrant grant) {
    Integrations opened =
        Integrations.builder()
            .withoutDiscovery()
            .provider(new AcmeProvider(grant.tokenEndpoint().toString()))
            .client(AcmeProvider.TYPE, Registered.CLIENT)
            .callbackUrl(Registered.CALLBACK_URL)
            .unsafeAllowLoopbackHttp()
            .clock(clock)
            .build();
    ConnectionRequest request =
        ConnectionRequest.builder(AcmeProvider.TYPE)
            .accessToken(Secret.of(grant.accessToken()))
            .refreshToken(Secret.of(grant.refreshToken()))
            .expiresIn(HOUR)
            .verificationOff()
            .build();
    connection = opened.connections().create(WORKSPACE, request).id();
    integrations = opened;
    clock.advance(HOUR);
  }

  @Override
  public String token() {
    if (integrations == null || connection == null) {
      throw new IllegalStateException("Not opened");
    }
    return integrations.connections().credentials(WORKSPACE, connection).accessToken().reveal();
  }

  @Override
  public void close() {
    if (integrations != null) {
      integrations.close();
    }
  }
}

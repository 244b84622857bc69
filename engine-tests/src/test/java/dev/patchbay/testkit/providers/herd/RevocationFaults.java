package dev.patchbay.testkit.providers.herd;

import dev.patchbay.model.Revocation;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.RevokeRequest;
import dev.patchbay.spi.definition.RevokedToken;

/** Wrong about what is dead. */
public final class RevocationFaults {
  private RevocationFaults() {}

  /** Says so without having asked. */
  public static final class ClaimsRevoked implements Sampled {
    @Override
    public Revocation revoke(RevokeRequest request) {
      return Revocation.REVOKED;
    }
  }

  /** Reads the status, and not what stands below it. */
  public static final class TrustsTheStatus implements Sampled {
    @Override
    public IntegrationDefinition definition() {
      return Sampled.sample(
          Sampled.oauth2().build(),
          Sampled.identity().build(),
          Sampled.revocation().token(RevokedToken.REFRESH).goneStatuses(200).build());
    }
  }

  /** Believes that a token is gone when the service is. */
  public static final class TakesAnOutageForGone implements Sampled {
    @Override
    public IntegrationDefinition definition() {
      return Sampled.sample(
          Sampled.oauth2().build(),
          Sampled.identity().build(),
          Sampled.revocation().token(RevokedToken.REFRESH).goneStatuses(404, 503).build());
    }
  }
}

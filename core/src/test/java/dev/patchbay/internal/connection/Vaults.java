package dev.patchbay.internal.connection;

import dev.patchbay.internal.concurrent.EngineTime;
import dev.patchbay.spi.Stores;
import java.time.Clock;
import java.time.Duration;

/** Vaults whose cache is off. */
public final class Vaults {
  private static final EngineTime TIME = EngineTime.of(Clock.systemUTC());

  private Vaults() {}

  /** {@return a vault over the stores} */
  public static Vault of(Stores stores, Sealing sealing) {
    return new Vault(stores, sealing, new CredentialCache(TIME, Duration.ZERO, 1));
  }
}

package dev.patchbay.internal.connection;

import dev.patchbay.internal.concurrent.EngineTime;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.model.EncryptionSettings;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.Stores;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Vaults whose cache is off, and sealings that nobody listens to. */
public final class Vaults {
  private static final EngineTime TIME = EngineTime.of(Clock.systemUTC());

  private Vaults() {}

  /** {@return a vault over the stores} */
  public static Vault of(Stores stores, Sealing sealing) {
    return new Vault(stores, sealing, new CredentialCache(TIME, Duration.ZERO, 1));
  }

  /** {@return a sealing with the cipher, whose keys no store knows yet} */
  public static Sealing sealing(CredentialCipher cipher) {
    KeyChecks checks = new KeyChecks(cipher, new MemoryStores(Clock.systemUTC()).sealed());
    return new Sealing(cipher, checks, EncryptionSettings.defaults(), new Listeners(List.of()));
  }
}

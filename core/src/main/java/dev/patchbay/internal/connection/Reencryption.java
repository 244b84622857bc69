package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.concurrent.Pause;
import dev.patchbay.model.ReencryptionOptions;
import dev.patchbay.model.ReencryptionProgress;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Seals what is sealed with other keys anew with the one of today, while everything else goes on. A
 * value is replaced only if it still stands there, so a fresh credential is never overwritten; what
 * is done is done, so it can be cut short at any point and begun again.
 */
public final class Reencryption {
  private static final int LARGEST_BATCH = 5_000;

  // More would only run after nodes that still write with an old key.
  private static final int MAX_PASSES = 3;

  private final CredentialCipher cipher;
  private final SealedStore store;
  private final Sealing sealing;
  private final Pause pause;

  public Reencryption(CredentialCipher cipher, Vault vault, Pause pause) {
    this.cipher = cipher;
    this.store = vault.sealed();
    this.sealing = vault.sealing();
    this.pause = pause;
  }

  /** Runs until little or nothing is left that can be moved, or the thread is interrupted. */
  public ReencryptionProgress run(ReencryptionOptions options) {
    check(options);
    cipher.reload();
    Run run = new Run(options, left());
    long before = -1;
    for (int pass = 0; pass < MAX_PASSES && !run.interrupted && run.resealed > before; pass++) {
      before = run.resealed;
      run.unreadable = 0;
      others().forEach(run::move);
    }
    return run.progress(left());
  }

  private void check(ReencryptionOptions options) {
    int batch = Arguments.present("options", options).batch();
    if (batch < 1 || batch > LARGEST_BATCH) {
      throw Arguments.invalid("batch", String.valueOf(batch), "1 to " + LARGEST_BATCH);
    }
    if (options.pause().isNegative()) {
      throw Arguments.invalid("pause", options.pause().toString(), "zero or longer");
    }
    if (cipher.writeKeyId().isEmpty()) {
      throw new MisconfiguredException(
          ErrorDetail.builder(
                  ErrorCode.INVALID_CONFIGURATION,
                  "Stored secrets were to be sealed anew, but the cipher does not name its keys; set"
                      + " one that does")
              .build());
    }
  }

  private Set<String> others() {
    Set<String> others = new TreeSet<>(store.keyIds());
    cipher.writeKeyId().ifPresent(others::remove);
    return others;
  }

  private long left() {
    return others().stream().mapToLong(store::count).sum();
  }

  private final class Run {
    private final ReencryptionOptions options;
    private final long wanted;
    private long resealed = 0;
    private long overtaken = 0;
    private long unreadable = 0;
    private boolean interrupted = false;

    private Run(ReencryptionOptions options, long wanted) {
      this.options = options;
      this.wanted = wanted;
    }

    private void move(String keyId) {
      Optional<SealedValue> last = Optional.empty();
      List<SealedValue> batch = next(keyId, last);
      while (!batch.isEmpty()) {
        batch.forEach(this::move);
        last = Optional.of(batch.get(batch.size() - 1));
        // Counting anew each time would cost more than the work.
        options.progress().accept(progress(Math.max(0, wanted - resealed - overtaken)));
        rest();
        batch = next(keyId, last);
      }
    }

    private void rest() {
      try {
        pause.await(options.pause());
      } catch (InterruptedException told) {
        interrupted = true;
        Thread.currentThread().interrupt();
      }
    }

    private List<SealedValue> next(String keyId, Optional<SealedValue> last) {
      return interrupted ? List.of() : store.find(keyId, last, options.batch());
    }

    private void move(SealedValue value) {
      Optional<Sealed> sealed = sealing.reseal(value);
      if (sealed.isEmpty()) {
        unreadable++;
      } else if (store.reseal(value, sealed.get())) {
        resealed++;
      } else {
        overtaken++;
      }
    }

    private ReencryptionProgress progress(long left) {
      return ReencryptionProgress.builder()
          .resealed(resealed)
          .overtaken(overtaken)
          .unreadable(unreadable)
          .left(left)
          .keyId(cipher.writeKeyId().orElse(null))
          .build();
    }
  }
}

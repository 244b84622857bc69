package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes sure that a key is the one that the store knows under its id, before anything is written
 * with it: the first value that a key seals is kept, and must open. So the keys of two environments
 * that were swapped do no harm.
 */
public final class KeyChecks {
  private static final WorkspaceId NOBODY = WorkspaceId.of("patchbay");

  private final CredentialCipher cipher;
  private final SealedStore store;
  private final Set<String> good = ConcurrentHashMap.newKeySet();

  public KeyChecks(CredentialCipher cipher, SealedStore store) {
    this.cipher = cipher;
    this.store = store;
  }

  /** Checks a key that the cipher seals with; looks at the store once for each key. */
  public void requireGood(String keyId) {
    if (good.contains(keyId)) {
      return;
    }
    Sealed check = cipher.seal(keyId.getBytes(StandardCharsets.UTF_8), place(keyId));
    boolean isOfThatKey = check.keyId().filter(keyId::equals).isPresent();
    requireOpens(keyId, isOfThatKey ? store.keepCheck(keyId, check) : known(keyId));
    good.add(keyId);
  }

  /** For a key that sealed something a moment ago and has just been replaced. */
  private Sealed known(String keyId) {
    return store
        .findCheck(keyId)
        .orElseThrow(
            () ->
                new TemporaryFailureException(
                    ErrorDetail.builder(
                            ErrorCode.OVERLOADED,
                            "The keys were changed while a secret was being sealed; try again")
                        .build()));
  }

  /** Checks a key that the cipher opens with, if the store knows it. */
  public void requireGoodIfKnown(String keyId) {
    store.findCheck(keyId).ifPresent(check -> requireOpens(keyId, check));
  }

  private void requireOpens(String keyId, Sealed check) {
    try {
      cipher.open(check, place(keyId));
    } catch (MisconfiguredException unreadable) {
      throw new MisconfiguredException(
          ErrorDetail.builder(
                  ErrorCode.KEY_MISMATCH,
                  "The key with the id '"
                      + keyId
                      + "' is not the one that this store knows under that id, so nothing was"
                      + " written with it; give the cipher the keyset that belongs to this store")
              .build());
    }
  }

  private static CipherContext place(String keyId) {
    return CipherContext.builder(NOBODY, keyId, "-", CipherContext.KEY_CHECK).build();
  }
}

package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.model.KeyRole;
import dev.patchbay.model.KeyUsage;
import dev.patchbay.model.KeyUse;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.SealedStore;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the keys of the cipher with those that the stored secrets are sealed with. */
public final class KeyInspection {
  private static final Logger LOG = LoggerFactory.getLogger(KeyInspection.class);

  private final CredentialCipher cipher;
  private final SealedStore store;
  private final KeyChecks checks;

  public KeyInspection(CredentialCipher cipher, SealedStore store, KeyChecks checks) {
    this.cipher = cipher;
    this.store = store;
    this.checks = checks;
  }

  /**
   * Stops a start with a foreign keyset before anything is written. A key among several that is
   * lost stops nothing: what it sealed is refused when it is read, and stays as it is.
   */
  public void inspect(Set<String> acceptedAsLost) {
    Optional<String> writeKey = cipher.writeKeyId();
    Set<String> used = store.keyIds();
    if (writeKey.isEmpty()) {
      warnOfNameless(used);
      return;
    }
    Set<String> lost = new TreeSet<>(used);
    lost.removeAll(cipher.keyIds());
    if (!used.isEmpty() && lost.containsAll(used) && !acceptedAsLost.containsAll(used)) {
      throw foreignKeyset(lost);
    }
    cipher.keyIds().forEach(checks::requireGoodIfKnown);
    checks.requireGood(writeKey.get());
    lost.removeAll(acceptedAsLost);
    if (!lost.isEmpty()) {
      LOG.warn(
          "The cipher lacks keys that stored secrets are sealed with: {}; they are kept and do not"
              + " open, so give the cipher those keys back",
          counted(lost));
    }
  }

  private void warnOfNameless(Set<String> used) {
    if (!used.isEmpty()) {
      LOG.warn(
          "Stored secrets name their keys, {}, and the cipher does not; they may not open",
          counted(used));
    }
  }

  private MisconfiguredException foreignKeyset(Set<String> lost) {
    return new MisconfiguredException(
        ErrorDetail.builder(
                ErrorCode.KEY_UNKNOWN,
                "The cipher has none of the keys that the stored secrets are sealed with: "
                    + counted(lost)
                    + "; nothing was written; give the cipher the keyset that belongs to this"
                    + " store, or, if it is lost for good, name those keys in"
                    + " 'EncryptionSettings.acceptLostKeys'")
            .build());
  }

  private String counted(Set<String> keyIds) {
    return keyIds.stream()
        .map(keyId -> "key '" + Arguments.shown(keyId) + "' (" + store.count(keyId) + " values)")
        .collect(Collectors.joining(", "));
  }

  /** {@return what is sealed with which key} */
  public KeyUsage usage() {
    cipher.reload();
    Set<String> keyIds = new TreeSet<>(cipher.keyIds());
    keyIds.addAll(store.keyIds());
    return KeyUsage.of(
        keyIds.stream().map(id -> KeyUse.builder(id, role(id), store.count(id)).build()).toList());
  }

  private KeyRole role(String keyId) {
    if (cipher.writeKeyId().filter(keyId::equals).isPresent()) {
      return KeyRole.WRITES;
    }
    return cipher.keyIds().contains(keyId) ? KeyRole.READS : KeyRole.UNKNOWN;
  }
}

package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of one state of a keyset. Immutable. */
final class KeyRing {
  private final Map<String, RingKey> keys;
  private final Set<String> disabled;
  private final RingKey writeKey;

  private KeyRing(Map<String, RingKey> keys, Set<String> disabled, RingKey writeKey) {
    this.keys = Collections.unmodifiableMap(keys);
    this.disabled = Collections.unmodifiableSet(disabled);
    this.writeKey = writeKey;
  }

  /** Judges every enabled key; disabled ones are neither judged nor used. */
  static KeyRing of(KeysetHandle keyset, String source) {
    try {
      Map<String, RingKey> keys = new LinkedHashMap<>();
      Set<String> disabled = new LinkedHashSet<>();
      for (int at = 0; at < keyset.size(); at++) {
        add(keyset.getAt(at), source, keys, disabled);
      }
      RingKey writeKey = keys.get(RingKey.name(keyset.getPrimary().getId()));
      if (writeKey == null) {
        throw unusable(source);
      }
      return new KeyRing(keys, disabled, writeKey);
    } catch (GeneralSecurityException | IllegalStateException unusable) {
      throw unusable(source);
    }
  }

  private static void add(
      KeysetHandle.Entry entry, String source, Map<String, RingKey> keys, Set<String> disabled)
      throws GeneralSecurityException {
    String id = RingKey.name(entry.getId());
    boolean isNew =
        entry.getStatus().equals(KeyStatus.ENABLED)
            ? keys.put(id, RingKey.of(entry, source)) == null && !disabled.contains(id)
            : disabled.add(id) && !keys.containsKey(id);
    if (!isNew) {
      throw Failures.configuration(
          "The keyset from " + source + " has two keys with the id '" + id + "'; expected one");
    }
  }

  private static RuntimeException unusable(String source) {
    return Failures.configuration(
        "The keyset from "
            + source
            + " cannot be used: Tink does not know one of its keys, or none of them is the enabled"
            + " primary; make a keyset with 'KeysetCommand create'");
  }

  RingKey writeKey() {
    return writeKey;
  }

  Optional<RingKey> find(String keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }

  /** The ids of the enabled keys. */
  Set<String> ids() {
    return keys.keySet();
  }

  boolean isDisabled(String keyId) {
    return disabled.contains(keyId);
  }

  @Override
  public String toString() {
    return "KeyRing[" + keys.values() + "]";
  }
}

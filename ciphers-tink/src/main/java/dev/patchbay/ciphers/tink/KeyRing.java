package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of one state of a keyset. Immutable. */
final class KeyRing {
  private final Map<String, RingKey> keys;
  private final Map<String, Key> disabled;
  private final RingKey writeKey;

  private KeyRing(Map<String, RingKey> keys, Map<String, Key> disabled, RingKey writeKey) {
    this.keys = Collections.unmodifiableMap(keys);
    this.disabled = Collections.unmodifiableMap(disabled);
    this.writeKey = writeKey;
  }

  /** Judges every enabled key; others are neither judged nor used, and destroyed ones not there. */
  static KeyRing of(KeysetHandle keyset, String source) {
    try {
      Map<String, RingKey> keys = new LinkedHashMap<>();
      Map<String, Key> disabled = new LinkedHashMap<>();
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
      KeysetHandle.Entry entry, String source, Map<String, RingKey> keys, Map<String, Key> disabled)
      throws GeneralSecurityException {
    if (entry.getStatus().equals(KeyStatus.DESTROYED)) {
      return;
    }
    String id = RingKey.name(entry.getId());
    boolean isNew =
        entry.getStatus().equals(KeyStatus.ENABLED)
            ? keys.put(id, RingKey.of(entry, source)) == null && !disabled.containsKey(id)
            : disabled.put(id, entry.getKey()) == null && !keys.containsKey(id);
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
    return disabled.containsKey(keyId);
  }

  /** Refuses what is not a later state of this keyset, but another one. */
  void requireSuccessor(KeyRing next, String source) {
    if (next.key(writeKey.id()).isEmpty()) {
      throw foreign(source, "has no key '" + writeKey.id() + "', which is the one that writes now");
    }
    Stream.concat(keys.keySet().stream(), disabled.keySet().stream())
        .filter(id -> !hasSame(next, id))
        .findFirst()
        .ifPresent(
            id -> {
              throw foreign(source, "has another key under the id '" + id + "'");
            });
  }

  private boolean hasSame(KeyRing next, String id) {
    Optional<Key> theirs = next.key(id);
    return theirs.isEmpty() || key(id).filter(theirs.get()::equalsKey).isPresent();
  }

  private Optional<Key> key(String id) {
    return find(id).map(RingKey::key).or(() -> Optional.ofNullable(disabled.get(id)));
  }

  private static RuntimeException foreign(String source, String found) {
    return Failures.configuration(
        "The keyset from "
            + source
            + " was refused, for it "
            + found
            + ", and so is another keyset than the one that was read at the start; put that one"
            + " back, with what was added to it, or restart if this one is right");
  }

  @Override
  public String toString() {
    return "KeyRing[" + keys.values() + "]";
  }
}

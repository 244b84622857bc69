package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What may be told of a key: all but its material. Immutable. */
public final class KeysetKey {
  private final int at;
  private final String keyId;
  private final KeyState state;
  private final Optional<KeyType> type;

  private KeysetKey(int at, String keyId, KeyState state, Optional<KeyType> type) {
    this.at = at;
    this.keyId = keyId;
    this.state = state;
    this.type = type;
  }

  /**
   * Lists the keys of a keyset, which stand there in the order in which they were added; destroyed
   * ones are not there.
   */
  static List<KeysetKey> listOf(KeysetHandle keyset) {
    int primary =
        IntStream.range(0, keyset.size())
            .filter(at -> keyset.getAt(at).isPrimary())
            .findFirst()
            .orElse(keyset.size());
    return IntStream.range(0, keyset.size())
        .filter(at -> !keyset.getAt(at).getStatus().equals(KeyStatus.DESTROYED))
        .mapToObj(at -> of(keyset.getAt(at), at, primary))
        .toList();
  }

  private static KeysetKey of(KeysetHandle.Entry entry, int at, int primary) {
    Optional<KeyType> type = KeyType.of(entry.getKey().getParameters());
    KeyState state = state(entry, Integer.compare(at, primary));
    return new KeysetKey(at, RingKey.name(entry.getId()), state, type);
  }

  private static KeyState state(KeysetHandle.Entry entry, int toPrimary) {
    if (!entry.getStatus().equals(KeyStatus.ENABLED)) {
      return KeyState.DISABLED;
    }
    if (toPrimary == 0) {
      return KeyState.WRITES;
    }
    return toPrimary > 0 ? KeyState.WAITS : KeyState.READS;
  }

  /** Where it stands in the keyset. */
  int at() {
    return at;
  }

  /** {@return the id, as {@code integrations.keyUsage()} names it} */
  public String keyId() {
    return keyId;
  }

  /** {@return what it does} */
  public KeyState state() {
    return state;
  }

  /** {@return its type; empty if {@link TinkCipher} takes none of that type} */
  public Optional<KeyType> type() {
    return type;
  }

  @Override
  public String toString() {
    return "KeysetKey[" + keyId + ", " + state + "]";
  }
}

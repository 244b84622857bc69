package dev.patchbay.model;

import java.util.List;

/**
 * Which keys the stored secrets are sealed with. Immutable.
 *
 * <p>A key of which {@link #values} says 0 on every node's store may be retired.
 */
public final class KeyUsage {
  private final List<KeyUse> keys;

  private KeyUsage(List<KeyUse> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Wraps a copy of the list.
   *
   * @param keys the keys, each id once
   * @return the usage
   */
  public static KeyUsage of(List<KeyUse> keys) {
    return new KeyUsage(keys);
  }

  /** {@return every key that the cipher has or that something is sealed with, sorted by id} */
  public List<KeyUse> keys() {
    return keys;
  }

  /**
   * Counts what is sealed with a key.
   *
   * @param keyId the id of the key, as the cipher names it
   * @return how many stored values; 0 if the key is not known here
   */
  public long values(String keyId) {
    return keys.stream().filter(key -> key.keyId().equals(keyId)).mapToLong(KeyUse::values).sum();
  }

  @Override
  public String toString() {
    return "KeyUsage" + keys;
  }
}

package dev.patchbay.spi;

import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what is sealed in sessions and connections by the id of its key, over all workspaces, and
 * seals it anew in place. Incubating. Thread-safe.
 *
 * <p>What a deletion that has begun still holds counts as long as it is stored, and may be left out
 * of {@link #find}: it goes by itself.
 */
public interface SealedStore {

  /** {@return the ids of all keys that something is sealed with; what names no key is left out} */
  Set<String> keyIds();

  /**
   * Counts what is sealed with a key.
   *
   * @param keyId the id of the key
   * @return how many values
   */
  long count(String keyId);

  /**
   * Finds what is sealed with a key, in an order of the store's own that does not change.
   *
   * @param keyId the id of the key
   * @param after the last value of the batch before, which may be gone; empty to begin
   * @param batch how many at most
   * @return the values; empty if there are no more
   */
  List<SealedValue> find(String keyId, Optional<SealedValue> after, int batch);

  /**
   * Replaces a sealed value if exactly that value still stands in its place. Changes nothing else:
   * no version, no time, no lease.
   *
   * @param value what stands there, and where
   * @param sealed the same secret, sealed for the same place
   * @return whether it was replaced
   */
  boolean reseal(SealedValue value, Sealed sealed);

  /**
   * Keeps the first check value that is told for a key, for ever, in one atomic step.
   *
   * @param keyId the id of the key
   * @param check something sealed with the key
   * @return the value that is kept: this one, or the one before it
   */
  Sealed keepCheck(String keyId, Sealed check);

  /**
   * Finds the check value of a key.
   *
   * @param keyId the id of the key
   * @return what {@link #keepCheck} kept; empty if it was never told of that key
   */
  Optional<Sealed> findCheck(String keyId);
}

package dev.patchbay.spi;

/**
 * The stores over one backing, so that finishing a session and writing its connection is one step.
 * Incubating: may gain methods until the first release. Thread-safe.
 *
 * <p>Every store says {@link dev.patchbay.error.TemporaryFailureException} with {@code
 * STORE_UNAVAILABLE} when its backing cannot be reached. All times are the backing's own clock.
 */
public interface Stores extends AutoCloseable {

  /** {@return the sessions} */
  SessionStore sessions();

  /** {@return the connections} */
  ConnectionStore connections();

  /** {@return what is sealed in both} */
  SealedStore sealed();

  /** {@return whether what is stored outlives this JVM; then a cipher is demanded} */
  boolean isDurable();

  /** Lets go of what the stores themselves opened. Idempotent. */
  @Override
  default void close() {}
}

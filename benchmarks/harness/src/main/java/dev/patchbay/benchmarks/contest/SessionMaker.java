package dev.patchbay.benchmarks.contest;

/**
 * Begins authorisations: makes state and PKCE verifier, builds the authorise URL, and keeps in
 * memory what the callback will need. Has a constructor without parameters; thread-safe.
 */
public interface SessionMaker extends AutoCloseable {
  /**
   * Begins one, by {@link Sample}.
   *
   * @param user whose it is
   * @return the authorise URL
   */
  String create(int user);

  /**
   * Says whether a callback with this state would be known; asking may use the state up.
   *
   * @param state the state in an authorise URL
   * @return whether it is kept
   */
  boolean keeps(String state);

  @Override
  default void close() {}
}

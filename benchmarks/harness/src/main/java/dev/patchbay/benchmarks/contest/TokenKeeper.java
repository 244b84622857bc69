package dev.patchbay.benchmarks.contest;

/**
 * Keeps the tokens of many connections, and gives a valid one. Has a constructor without
 * parameters; thread-safe.
 */
public interface TokenKeeper extends AutoCloseable {
  /**
   * Keeps a connection for each user, with access token, refresh token, scopes and life of {@link
   * Sample}.
   *
   * @param users their names; those of {@link #read} are the same objects
   */
  void fill(String[] users);

  /**
   * Gives the access token of a connection if it is valid, as an application would ask for it; a
   * contestant that refreshes at the end of a token looks at that end here too.
   *
   * @param connection the index of its user
   * @return the access token
   */
  String read(int connection);

  @Override
  default void close() {}
}

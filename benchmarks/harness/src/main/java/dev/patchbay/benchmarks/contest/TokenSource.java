package dev.patchbay.benchmarks.contest;

/**
 * One connection whose access token has expired, and whose refresh token is good for one request.
 * Has a constructor without parameters; thread-safe.
 */
public interface TokenSource extends AutoCloseable {
  /**
   * Takes over a grant.
   *
   * @param grant the grant
   */
  void open(ExpiredGrant grant);

  /**
   * Gives a valid access token, refreshing it if need be.
   *
   * @return the access token
   * @throws Exception if there is none
   */
  String token() throws Exception;

  @Override
  default void close() {}
}

package dev.patchbay.benchmarks.contest;

/**
 * The steps that a session and a refresh take in a database. Has a constructor without parameters;
 * used by one thread.
 */
public interface StoreSteps extends AutoCloseable {
  /**
   * Opens the database, with the schema in place, and the rows as {@link FilledRows} names them:
   * every session pending, every token set of version 1.
   *
   * @param jdbcUrl the database
   * @param rows how many sessions there are, and how many connections
   */
  void open(String jdbcUrl, int rows);

  /**
   * Takes one step; each call meets other rows than the one before, in the order of {@link
   * FilledRows#next}. Before each claim all the sessions that were filled in are pending.
   *
   * @param step which one
   * @return what the check compares: how many rows were written, or read
   */
  int take(StoreStep step);

  @Override
  default void close() {}
}

package dev.patchbay.benchmarks.contest;

/** A step in a database, and how many rows it writes or reads. */
public enum StoreStep {
  /** Writes a new session. */
  CREATE(1),
  /** Takes a pending session by the hash of its state, once. */
  CLAIM(1),
  /** Reads one connection of a workspace. */
  LOOK_UP(1),
  /** Reads the first page of connections of a workspace that has more, if there are as many. */
  LIST_PAGE(20),
  /** Takes the lease of a token set, then writes its new version. */
  REFRESH(2);

  private final int rows;

  StoreStep(int rows) {
    this.rows = rows;
  }

  /**
   * Says how many rows it writes or reads.
   *
   * @param filled how many sessions, and how many connections, the database has
   * @return how many
   */
  public int rows(int filled) {
    return this == LIST_PAGE ? Math.min(rows, FilledRows.perWorkspace(filled)) : rows;
  }
}

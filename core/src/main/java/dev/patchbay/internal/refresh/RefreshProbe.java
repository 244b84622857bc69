package dev.patchbay.internal.refresh;

import dev.patchbay.spi.store.TokenSetKey;
import java.time.Duration;

/** Where a test halts a refresh, or lets one go without a lease. Does nothing in the product. */
public interface RefreshProbe {
  /** Does nothing. */
  RefreshProbe NONE = (point, key) -> {};

  /**
   * Is called at a point of a refresh, on its thread.
   *
   * @param point the point
   * @param key the token set
   */
  void at(Point point, TokenSetKey key);

  /**
   * Says whether a refresh goes on without a lease.
   *
   * @param key the token set
   * @return whether it does; in the product never
   */
  default boolean bypassesLease(TokenSetKey key) {
    return false;
  }

  /**
   * Says whether a caller joins the refresh that runs already.
   *
   * @param key the token set
   * @return whether it does; in the product always
   */
  default boolean joinsOthers(TokenSetKey key) {
    return true;
  }

  /**
   * Says how long a lease lives, and how long a refresh waits for the holder of one that ran out.
   *
   * @param usual how long it is in the product
   * @return how long it is
   */
  default Duration span(Duration usual) {
    return usual;
  }

  /** The points of a refresh, in their order. */
  enum Point {
    /** The row is not read yet. */
    BEGUN,
    /** The row is read, the lease not taken. */
    READ,
    /** The lease is taken, nothing sent. */
    LEASED,
    /** The whole answer is there, and nothing is made of it. */
    ANSWERED,
    /** The new credential is sealed, and not written. */
    SEALED,
    /** The new credential is written, and nobody told. */
    WRITTEN
  }
}

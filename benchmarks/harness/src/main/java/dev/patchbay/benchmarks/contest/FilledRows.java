package dev.patchbay.benchmarks.contest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What the rows of a filled database are called, from 0. Ids and hashes look random, as real ones
 * do, and those of rows that are yet to be made are known too.
 */
public final class FilledRows {
  private static final int PER_WORKSPACE = 100;

  /** Coprime to every power of ten, so that each row's turn comes before any comes again. */
  private static final int STRIDE = 7919;

  private FilledRows() {}

  /** {@return how many connections a workspace has, if there are so many in all} */
  public static int perWorkspace(int filled) {
    return Math.min(filled, PER_WORKSPACE);
  }

  /** {@return the row to take after another one} */
  public static int next(int row, int filled) {
    return (int) ((row + (long) STRIDE) % filled);
  }

  /** {@return the workspace of a row; those of one workspace stand far apart} */
  public static String workspace(int row, int filled) {
    return "ws_" + row % Math.max(1, filled / PER_WORKSPACE);
  }

  /** {@return the id of a session} */
  public static String session(int row) {
    return "sess_" + hash("session " + row);
  }

  /** {@return the hash of the state of a session} */
  public static String stateHash(int row) {
    return hash("state " + row);
  }

  /** {@return the id of a connection} */
  public static String connection(int row) {
    return "conn_" + hash("connection " + row);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}

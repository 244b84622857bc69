package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.TokenKeeper;
import java.lang.management.ManagementFactory;

/** How many bytes of the heap a connection takes, of a million. */
public final class Heap {
  private static final int CONNECTIONS = 1_000_000;
  private static final int COLLECTIONS = 3;

  private Heap() {}

  /**
   * Measures a contestant.
   *
   * @param arguments its class
   */
  public static void main(String[] arguments) {
    try (TokenKeeper keeper = Contestants.open(TokenKeeper.class, arguments[0])) {
      String[] users = Sample.users(CONNECTIONS);
      long before = used();
      keeper.fill(users);
      new Reading("bytes", (double) (used() - before) / CONNECTIONS).print();
      for (int connection = 0; connection < CONNECTIONS; connection += 9_973) {
        if (!keeper.read(connection).equals(Sample.accessToken(connection))) {
          throw new IllegalStateException("Not the token of connection " + connection);
        }
      }
    }
  }

  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

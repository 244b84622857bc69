package dev.patchbay.benchmarks.floor;

import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.benchmarks.contest.TokenKeeper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A record in a map, and a comparison of its end with the clock. */
public final class FloorTokens implements TokenKeeper {
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private String[] users = {};

  /** Made by name. */
  public FloorTokens() {}

  @Override
  public void fill(String[] given) {
    users = given;
    long end = System.currentTimeMillis() + 1000 * Sample.LIFE_SECONDS;
    for (int i = 0; i < users.length; i++) {
      kept.put(
          users[i], new Kept(Sample.accessToken(i), Sample.refreshToken(i), end, Sample.SCOPES));
    }
  }

  @Override
  public String read(int connection) {
    Kept found = kept.get(users[connection]);
    if (found == null || found.endMillis() <= System.currentTimeMillis()) {
      throw new IllegalStateException("No valid token");
    }
    return found.accessToken();
  }

  private record Kept(
      String accessToken, String refreshToken, long endMillis, List<String> scopes) {}
}

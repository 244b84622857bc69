package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomTextTest {
  private static final int VALUES = 100_000;
  private static final int BITS = 256;

  @Test
  void valuesAreLongDistinctPlainAndUnbiased() {
    RandomText random = new RandomText(new SecureRandom());
    Set<String> seen = new HashSet<>();
    int[] ones = new int[BITS];
    for (int i = 0; i < VALUES; i++) {
      String value = random.next();
      assertThat(value).hasSize(43).matches("[A-Za-z0-9_-]+");
      assertThat(seen.add(value)).isTrue();
      count(Base64.getUrlDecoder().decode(value), ones);
    }
    for (int bit = 0; bit < BITS; bit++) {
      // Six standard deviations of a fair coin: a right one fails once in billions of runs.
      assertThat(Math.abs(ones[bit] - VALUES / 2)).isLessThan(950);
    }
  }

  private static void count(byte[] bytes, int[] ones) {
    for (int bit = 0; bit < BITS; bit++) {
      ones[bit] += bytes[bit / 8] >> (bit % 8) & 1;
    }
  }
}

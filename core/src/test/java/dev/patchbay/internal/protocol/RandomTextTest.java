package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.MisconfiguredException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;
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

  @Test
  void sourceThatFailsOrRepeatsItselfEndsInAnError() {
    byte[] block = HexFormat.of().parseHex("0102030405060708".repeat(4));

    assertThatThrownBy(() -> random(bytes -> {}).next()).hasMessageContaining("the same again");
    assertThatThrownBy(() -> random(bytes -> Arrays.fill(bytes, (byte) 7)).next())
        .hasMessageContaining("the same again");
    RandomText stuck = random(bytes -> System.arraycopy(block, 0, bytes, 0, block.length));
    assertThat(stuck.next()).hasSize(43);
    assertThatThrownBy(stuck::next).hasMessageContaining("the same again");
    assertThatThrownBy(() -> stuck.next(3)).hasMessageContaining("the same again");
    byte[] three =
        HexFormat.of()
            .parseHex("01".repeat(31) + "02" + "03".repeat(31) + "04" + "05".repeat(31) + "06");
    RandomText restarting = random(bytes -> System.arraycopy(three, 0, bytes, 0, bytes.length));
    assertThat(restarting.next(3)).hasSize(3).doesNotHaveDuplicates();
    assertThatThrownBy(() -> restarting.next(3)).hasMessageContaining("the same again");
    RandomText broken =
        random(
            bytes -> {
              throw new IllegalStateException("no entropy in " + Arrays.toString(bytes));
            });
    assertThatThrownBy(broken::next)
        .isInstanceOfSatisfying(
            MisconfiguredException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL_FAULT))
        .hasNoCause()
        .hasMessageContaining("IllegalStateException");
  }

  private static RandomText random(Consumer<byte[]> source) {
    SecureRandom random = mock(SecureRandom.class);
    doAnswer(
            call -> {
              source.accept(call.getArgument(0));
              return null;
            })
        .when(random)
        .nextBytes(any());
    return new RandomText(random);
  }

  private static void count(byte[] bytes, int[] ones) {
    for (int bit = 0; bit < BITS; bit++) {
      ones[bit] += bytes[bit / 8] >> (bit % 8) & 1;
    }
  }
}

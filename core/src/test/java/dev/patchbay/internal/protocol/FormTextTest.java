package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FormTextTest {
  @Test
  void encodesEveryCharacterAsTheJdkDoes() {
    for (int c = 0; c <= 0x10ffff; c++) {
      assertSame("a" + Character.toString(c) + "-z");
    }
  }

  @Test
  void encodesEveryTextAsTheJdkDoes() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(12), 0, 200).forEach(text::appendCodePoint);
      assertSame(text.toString());
    }
  }

  private static void assertSame(String text) {
    assertThat(FormText.encode(text)).isEqualTo(URLEncoder.encode(text, StandardCharsets.UTF_8));
  }
}

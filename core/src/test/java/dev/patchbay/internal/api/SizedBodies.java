package dev.patchbay.internal.api;

import dev.patchbay.http.RequestBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bodies that tell their length, truly or not. */
final class SizedBodies {
  private static final int BLOCK = 64 * 1024;

  private SizedBodies() {}

  static RequestBody text(String text) {
    return RequestBody.ofLength(
        text.length(), out -> out.write(text.getBytes(StandardCharsets.US_ASCII)));
  }

  static RequestBody failing(String why) {
    return RequestBody.ofLength(
        3,
        out -> {
          throw new IOException(why);
        });
  }

  static RequestBody shorterThanTold() {
    return RequestBody.ofLength(3, out -> out.write('a'));
  }

  /** A body that is never in memory as a whole. */
  static RequestBody blocks(int count) {
    byte[] block = new byte[BLOCK];
    Arrays.fill(block, (byte) 'x');
    return RequestBody.ofLength(
        (long) count * BLOCK,
        out -> {
          for (int i = 0; i < count; i++) {
            out.write(block);
          }
        });
  }
}

package dev.patchbay.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * A body of a request that is written while it is sent, so that it need not fit into memory.
 *
 * <pre>{@code
 * RequestBody.ofLength(Files.size(file), out -> Files.copy(file, out))
 * }</pre>
 */
@FunctionalInterface
public interface RequestBody {

  /**
   * Writes the whole body. Called once for each time that the request is sent: a request that the
   * service turned away is repeated, and must then have the same body.
   *
   * @param out where to; closing it does nothing
   * @throws IOException if the body cannot be read, or {@code out} not be written
   */
  void writeTo(OutputStream out) throws IOException;

  /**
   * {@return the number of bytes; empty, the default, if it is not known before they are written}
   */
  default OptionalLong length() {
    return OptionalLong.empty();
  }

  /**
   * Tells the length of a body, for services that must know it in advance.
   *
   * @param length the number of bytes; not negative
   * @param body writes exactly as many
   * @return the body with its length
   */
  static RequestBody ofLength(long length, RequestBody body) {
    if (length < 0) {
      throw BadArgument.of("length", String.valueOf(length), "zero or more");
    }
    return new RequestBody() {
      @Override
      public void writeTo(OutputStream out) throws IOException {
        body.writeTo(out);
      }

      @Override
      public OptionalLong length() {
        return OptionalLong.of(length);
      }
    };
  }
}

package dev.patchbay.web.raw;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came back over the wire.
 *
 * @param status the status
 * @param head the lines before the body
 * @param body the body, a character for a byte
 */
public record RawReply(int status, String head, String body) {
  private static final String BEFORE_STATUS = "HTTP/1.1 ";

  /**
   * Reads one answer, and nothing behind it.
   *
   * @param method the request's method, as an answer to HEAD has no body
   * @throws IOException if it breaks off
   */
  public static RawReply read(InputStream in, String method) throws IOException {
    String head = head(in);
    int status =
        Integer.parseInt(head.substring(BEFORE_STATUS.length(), BEFORE_STATUS.length() + 3));
    if (status == 100) {
      return read(in, method);
    }
    RawReply bare = new RawReply(status, head, "");
    boolean bodiless = method.equals("HEAD") || status == 204 || status == 304;
    return bodiless ? bare : new RawReply(status, head, bare.body(in));
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("no head");
      }
      head.append((char) b);
    }
    return head.toString();
  }

  private String body(InputStream in) throws IOException {
    if (field("transfer-encoding").filter("chunked"::equals).isPresent()) {
      return chunks(in);
    }
    Optional<String> length = field("content-length");
    byte[] body =
        length.isPresent() ? whole(in, Integer.parseInt(length.get())) : in.readAllBytes();
    return new String(body, StandardCharsets.ISO_8859_1);
  }

  private static String chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = Integer.parseInt(line(in), 16);
    while (size > 0) {
      body.write(whole(in, size));
      line(in);
      size = Integer.parseInt(line(in), 16);
    }
    line(in);
    return body.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] whole(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("a body of " + bytes.length + " bytes instead of " + length);
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int b = in.read();
    while (b != '\n') {
      if (b < 0) {
        throw new EOFException("no end of a line");
      }
      line.append((char) b);
      b = in.read();
    }
    return line.toString().strip();
  }

  /** {@return the header's lines, in their order, without the first line} */
  public List<String> fields() {
    return head.strip().lines().skip(1).toList();
  }

  /** {@return the first value of a header, in lower case} */
  Optional<String> field(String name) {
    return fields().stream()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }
}

package dev.patchbay.stores.jdbc.fleet;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads messages of HTTP/1.1 whose bodies have their length in the header. */
final class HttpBytes {
  private static final String END = "\r\n\r\n";
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)");

  private HttpBytes() {}

  /** Reads one message whole, head and body. */
  static byte[] readMessage(InputStream from) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    String head = "";
    while (!head.endsWith(END)) {
      int next = from.read();
      if (next < 0) {
        throw new EOFException();
      }
      message.write(next);
      head = message.toString(StandardCharsets.ISO_8859_1);
    }
    message.write(from.readNBytes(length(head)));
    return message.toByteArray();
  }

  private static int length(String head) {
    Matcher length = LENGTH.matcher(head);
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }
}

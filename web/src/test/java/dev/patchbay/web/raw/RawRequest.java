package dev.patchbay.web.raw;

import java.nio.charset.StandardCharsets;

/** A request as it goes over the wire, and what its client does once it is sent. */
public final class RawRequest {
  private final byte[] bytes;
  private final End end;

  public RawRequest(byte[] bytes, End end) {
    this.bytes = bytes.clone();
    this.end = end;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  End end() {
    return end;
  }

  /** What a client does after a request. */
  public enum End {
    /** It keeps the connection for the next one. */
    KEEP,
    /** It sends nothing more, so that nobody waits for the rest of a body. */
    CLOSE
  }

  /** {@return the method of the first line} */
  String method() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int space = text.indexOf(' ');
    return space < 0 ? "" : text.substring(0, space);
  }

  /** {@return the request in visible ASCII characters, without a key, cut off where it is long} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(bytes.length, 1_500); i++) {
      int b = bytes[i] & 0xff;
      text.append(b >= ' ' && b <= '~' ? String.valueOf((char) b) : "\\x%02x".formatted(b));
    }
    return text.toString().replaceAll("(Bearer )[!-~]{5}[^\\\\]*", "$1…")
        + (bytes.length > 1_500 ? "… (" + bytes.length + " bytes)" : "");
  }
}

package dev.patchbay.web.internal;

import dev.patchbay.error.ErrorCode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoded text of paths and queries. */
final class PercentText {
  private PercentText() {}

  /** Decodes a path's segment, in which a plus is a plus. */
  static String decode(String segment) {
    return decodeForm(segment.replace("+", "%2B"));
  }

  /** Decodes a name or value of a query. */
  static String decodeForm(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new Refusal(
          ErrorCode.MALFORMED_REQUEST,
          "The URL has a '%' that two hexadecimal digits do not follow; encode it as '%25'.");
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

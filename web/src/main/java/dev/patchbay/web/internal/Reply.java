package dev.patchbay.web.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered to a request.
 *
 * @param status the status
 * @param headers the headers, beside those of every answer
 * @param body writes the body when the answer is sent
 */
record Reply(int status, Map<String, String> headers, Body body) {
  static final String JSON = "application/json; charset=utf-8";
  static final String HTML = "text/html; charset=utf-8";

  Reply {
    headers = Map.copyOf(headers);
  }

  Reply withHeaders(Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(others);
    return new Reply(status, all, body);
  }

  /** Writes a body, piece by piece. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }
}

package dev.patchbay.web.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is answered to a request: a status, headers, and a body that is written when it is sent. */
final class Reply {
  static final String JSON = "application/json; charset=utf-8";
  static final String HTML = "text/html; charset=utf-8";

  private final int status;
  private final Map<String, String> headers;
  private final Body body;

  Reply(int status, Map<String, String> headers, Body body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  Reply withHeaders(Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(others);
    return new Reply(status, all, body);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  Body body() {
    return body;
  }

  /** Writes a body, piece by piece. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }
}

package dev.patchbay.demo;

import dev.patchbay.testkit.sandbox.RecordedRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A request as lines of text, with place holders for what differs from run to run. */
record WireText(Map<String, String> known) {
  /** Those that every request of ours has, and the browser's. */
  private static final Set<String> EVERYWHERE =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "host",
          "http2-settings",
          "upgrade",
          "user-agent");

  List<String> of(RecordedRequest request) {
    List<String> lines = new ArrayList<>();
    String url = request.url().toString();
    lines.add(request.method() + " " + url.replaceAll("\\?.*", ""));
    if (request.url().getRawQuery() != null) {
      parts(request.url().getRawQuery()).forEach(part -> lines.add("  ? " + part));
    }
    if (!request.method().equals("GET")) {
      request.headers().keySet().stream()
          .map(name -> name.toLowerCase(Locale.ROOT))
          .filter(name -> !EVERYWHERE.contains(name))
          .sorted()
          .forEach(name -> lines.add("  " + name + ": " + hidden(request.header(name).orElse(""))));
      boolean isForm = !request.body().startsWith("{");
      (isForm ? parts(request.body()) : List.of(hidden(request.body())))
          .forEach(part -> lines.add("  > " + part));
    }
    return lines;
  }

  private List<String> parts(String form) {
    return List.of(hidden(form).split("&"));
  }

  private String hidden(String text) {
    String hidden = text;
    for (Map.Entry<String, String> entry : known.entrySet()) {
      String encoded = URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8);
      hidden = hidden.replace(encoded, entry.getValue()).replace(entry.getKey(), entry.getValue());
    }
    return hidden;
  }
}

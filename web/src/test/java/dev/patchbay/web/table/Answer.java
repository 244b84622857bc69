package dev.patchbay.web.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer as it came over the socket.
 *
 * @param status the status
 * @param headers the lines of its header, in their order
 * @param body the body
 */
public record Answer(int status, List<String> headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Answer {
    headers = List.copyOf(headers);
  }

  /** {@return every value of a header} */
  public List<String> all(String name) {
    String start = name + ":";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .toList();
  }

  public Optional<String> header(String name) {
    return all(name).stream().findFirst();
  }

  /** {@return the names of all headers, sorted, as often as they came} */
  public List<String> names() {
    return headers.stream()
        .map(line -> line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  /** {@return whether the servlet gave it, and not the container before it} */
  public boolean isOurs() {
    return header("x-request-id").isPresent();
  }

  /** {@return the body; missing if it is no JSON} */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException none) {
      return MissingNode.getInstance();
    }
  }

  public JsonNode data() {
    return json().path("data");
  }
}

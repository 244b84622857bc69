package dev.patchbay.testkit.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What reached a service, written down before anything is done about it. Thread-safe. */
final class RequestLog {
  private final Map<Endpoint, Queue<RecordedRequest>> requests = new ConcurrentHashMap<>();
  private final Map<String, Integer> codes = new ConcurrentHashMap<>();
  private final Map<String, Integer> refreshes = new ConcurrentHashMap<>();

  void record(Endpoint endpoint, RecordedRequest request) {
    requests.computeIfAbsent(endpoint, any -> new ConcurrentLinkedQueue<>()).add(request);
    if (endpoint == Endpoint.TOKEN) {
      request.bodyField("code").ifPresent(code -> codes.merge(code, 1, Integer::sum));
      request
          .bodyField("refresh_token")
          .ifPresent(token -> refreshes.merge(token, 1, Integer::sum));
    }
  }

  List<RecordedRequest> requests(Endpoint endpoint) {
    Queue<RecordedRequest> found = requests.get(endpoint);
    return found == null ? List.of() : List.copyOf(found);
  }

  Map<String, Integer> codesSeen() {
    return Map.copyOf(codes);
  }

  Map<String, Integer> refreshesSeen() {
    return Map.copyOf(refreshes);
  }
}

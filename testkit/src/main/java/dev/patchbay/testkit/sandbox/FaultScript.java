package dev.patchbay.testkit.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The faults that wait for requests, in order per endpoint. Thread-safe. */
final class FaultScript {
  private final Map<Endpoint, Queue<Fault>> waiting = new ConcurrentHashMap<>();
  private final Map<Endpoint, Fault> lasting = new ConcurrentHashMap<>();

  void add(Endpoint endpoint, Fault... faults) {
    List<Fault> added = List.copyOf(Arrays.asList(faults));
    waiting.computeIfAbsent(endpoint, any -> new ConcurrentLinkedQueue<>()).addAll(added);
  }

  /** What every request meets that no planned fault is for; null for none. */
  void keep(Endpoint endpoint, @Nullable Fault fault) {
    if (fault == null) {
      lasting.remove(endpoint);
    } else {
      lasting.put(endpoint, fault);
    }
  }

  Fault next(Endpoint endpoint) {
    Queue<Fault> queue = waiting.get(endpoint);
    Fault planned = queue == null ? null : queue.poll();
    return planned == null ? lasting.getOrDefault(endpoint, Fault.none()) : planned;
  }
}

package dev.patchbay.testkit.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The faults that wait for requests, in order per endpoint. Thread-safe. */
final class FaultScript {
  private final Map<Endpoint, Queue<Fault>> waiting = new ConcurrentHashMap<>();

  void add(Endpoint endpoint, Fault... faults) {
    List<Fault> added = List.copyOf(Arrays.asList(faults));
    waiting.computeIfAbsent(endpoint, any -> new ConcurrentLinkedQueue<>()).addAll(added);
  }

  Fault next(Endpoint endpoint) {
    Queue<Fault> queue = waiting.get(endpoint);
    return Objects.requireNonNullElseGet(queue == null ? null : queue.poll(), Fault::none);
  }
}

package dev.patchbay.internal.concurrent;

import dev.patchbay.internal.concurrent.Lanes.Result;
import dev.patchbay.internal.concurrent.Lanes.Work;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The work for one token host: how much of it runs, and what waits for its turn. It starts with one
 * call at a time, and doubles with each that the service answered well, up to its width; one that
 * went wrong, or half a minute without any, sets it back to one. So a service that refuses
 * everything is asked by one call and not by sixteen at once. Thread-safe; never blocks.
 */
final class Lane {
  private static final long WARM_NANOS = 30_000_000_000L;

  private final Deque<Work> waiting = new ArrayDeque<>();
  private final int width;
  private final int depth;
  private int limit = 1;
  private int running = 0;
  private long lastGood;

  Lane(int width, int depth) {
    this.width = width;
    this.depth = depth;
  }

  /** Says whether there was room in the queue. */
  synchronized boolean add(Work work) {
    return waiting.size() < depth && waiting.add(work);
  }

  /** Takes the next piece of work that may run now; null if none may. */
  synchronized @Nullable Work next(long now) {
    if (running == 0 && now - lastGood > WARM_NANOS) {
      limit = 1;
    }
    if (running >= limit || waiting.isEmpty()) {
      return null;
    }
    running++;
    return waiting.remove();
  }

  synchronized void ended(Result result, long now) {
    running--;
    if (result == Result.GOOD) {
      lastGood = now;
      limit = Math.min(width, limit * 2);
    } else if (result == Result.BAD) {
      limit = 1;
    }
  }

  /** Lets more run beside calls that take long, and says whether anything still waits. */
  synchronized boolean widen() {
    limit = Math.min(width, Math.max(limit, running) + 1);
    return !waiting.isEmpty();
  }

  synchronized List<Work> drain() {
    List<Work> left = List.copyOf(waiting);
    waiting.clear();
    return left;
  }

  synchronized boolean isIdle() {
    return running == 0 && waiting.isEmpty();
  }

  synchronized boolean isQueueEmpty() {
    return waiting.isEmpty();
  }
}

package dev.patchbay.internal.concurrent;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.TemporaryFailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Queues of work, one for each host that is asked, so that a slow one takes no other's threads. A
 * queue is bounded; whoever waits for its work waits no longer than it wants to. Thread-safe.
 */
public final class Lanes {
  private static final int DEPTH = 10_000;
  private static final int KEPT_WHEN_IDLE = 256;
  private static final long IMPATIENCE_MILLIS = 1000;

  private final EngineThreads threads;
  private final EngineTime time;
  private final int width;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final Set<String> impatient = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Makes lanes.
   *
   * @param threads whose workers run the work
   * @param time the ticker
   * @param width how much work of one lane runs at once
   */
  public Lanes(EngineThreads threads, EngineTime time, int width) {
    this.threads = threads;
    this.time = time;
    this.width = width;
  }

  /**
   * Queues work. If it cannot be taken it is told so, and nothing is thrown.
   *
   * @param key the lane
   * @param work the work
   */
  public void submit(String key, Work work) {
    List<Boolean> added = new ArrayList<>(1);
    Lane lane =
        lanes.compute(
            key,
            (name, known) -> {
              Lane used = known == null ? new Lane(width, DEPTH) : known;
              added.add(used.add(work));
              return used;
            });
    if (!added.get(0)) {
      work.refused(overloaded(key));
    }
    advance(key, lane);
    if (closed) {
      // Whoever closes drains what it sees; what came in meanwhile is drained here.
      drain(lane);
    }
  }

  /**
   * Says whether the lane has nothing waiting, so that work nobody waits for is welcome.
   *
   * @param key the lane
   * @return whether nothing waits there
   */
  public boolean isFree(String key) {
    Lane lane = lanes.get(key);
    return lane == null || lane.isQueueEmpty();
  }

  private void advance(String key, Lane lane) {
    for (Work next = take(lane); next != null; next = take(lane)) {
      Work work = next;
      try {
        threads.execute(() -> run(key, lane, work));
      } catch (RejectedExecutionException shutDown) {
        lane.ended(Result.NONE, time.nanos());
        work.refused(Bulkheads.closed());
      }
    }
    if (!lane.isQueueEmpty() && impatient.add(key)) {
      scheduleImpatience(key, lane);
    }
    if (lanes.size() > KEPT_WHEN_IDLE) {
      lanes.computeIfPresent(key, (name, kept) -> kept.isIdle() ? null : kept);
    }
  }

  private @Nullable Work take(Lane lane) {
    return closed ? null : lane.next(time.nanos());
  }

  private void run(String key, Lane lane, Work work) {
    Result result = Result.NONE;
    try {
      result = work.run();
    } finally {
      lane.ended(result, time.nanos());
      advance(key, lane);
    }
  }

  private void scheduleImpatience(String key, Lane lane) {
    try {
      Future<?> unused =
          threads
              .timer()
              .schedule(() -> loseHaste(key, lane), IMPATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException shutDown) {
      impatient.remove(key);
    }
  }

  private void loseHaste(String key, Lane lane) {
    impatient.remove(key);
    if (lane.widen()) {
      advance(key, lane);
    }
  }

  /** Lets what runs end, and refuses what waits. */
  public void close() {
    closed = true;
    lanes.values().forEach(Lanes::drain);
  }

  private static void drain(Lane lane) {
    lane.drain().forEach(work -> work.refused(Bulkheads.closed()));
  }

  private static TemporaryFailureException overloaded(String key) {
    return new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.OVERLOADED,
                "The calls to '"
                    + key
                    + "' have a queue of "
                    + DEPTH
                    + ", which is its limit; try again shortly")
            .build());
  }

  /** Work that a lane runs. */
  public interface Work {
    /**
     * Runs on a worker.
     *
     * @return how the service answered
     */
    Result run();

    /**
     * Is called instead if it will not run.
     *
     * @param reason why not
     */
    void refused(IntegrationException reason);
  }

  /** How the service answered. */
  public enum Result {
    /** As it should. */
    GOOD,
    /** With a failure that the next call would meet too, or not at all. */
    BAD,
    /** It was not asked, or its answer tells nothing about the next call. */
    NONE
  }
}

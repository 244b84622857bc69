package dev.patchbay.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.internal.concurrent.Lanes.Result;
import dev.patchbay.internal.concurrent.Lanes.Work;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final int WIDTH = 4;

  private final EngineThreads threads = new EngineThreads();
  private final Lanes lanes = new Lanes(threads, EngineTime.of(Clock.systemUTC()), WIDTH);
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void coldLaneRunsOneAtATimeUntilTheServiceAnswersWell() throws Exception {
    List<Job> bad = submit("a", 50, Result.BAD);
    await(bad);
    assertThat(most).hasValue(1);

    List<Job> good = submit("a", 200, Result.GOOD);
    await(good);
    assertThat(most.get()).isBetween(1, WIDTH);
  }

  @Test
  void laneThatAnswersSlowlyWidensAllTheSame() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<Job> slow = Stream.generate(() -> new Job(Result.GOOD, release)).limit(WIDTH + 1).toList();
    slow.forEach(job -> lanes.submit("a", job));
    slow.get(1).started.get(10, TimeUnit.SECONDS);
    slow.get(WIDTH - 1).started.get(10, TimeUnit.SECONDS);
    assertThat(slow.get(WIDTH).started).isNotDone();
    release.countDown();
    await(slow);
  }

  @Test
  void oneLaneTakesNothingFromAnother() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<Job> stalled = Stream.generate(() -> new Job(Result.BAD, release)).limit(100).toList();
    stalled.forEach(job -> lanes.submit("stalled", job));

    await(submit("other", 100, Result.GOOD));
    assertThat(stalled).noneMatch(job -> job.ended.isDone());
    release.countDown();
    await(stalled);
  }

  @Test
  void fullQueueRefusesAndSaysSo() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<Job> jobs = Stream.generate(() -> new Job(Result.NONE, release)).limit(10_100).toList();
    jobs.forEach(job -> lanes.submit("a", job));
    List<Job> refused = jobs.stream().filter(job -> job.refusal.isDone()).toList();

    assertThat(refused).hasSizeBetween(90, 100);
    assertThat(refused.get(0).refusal.get().code()).isEqualTo(ErrorCode.OVERLOADED);
    release.countDown();
  }

  @Test
  void closeRefusesWhatWaitsAndWhatComes() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<Job> jobs = Stream.generate(() -> new Job(Result.NONE, release)).limit(10).toList();
    jobs.forEach(job -> lanes.submit("a", job));
    jobs.get(0).started.get(10, TimeUnit.SECONDS);
    lanes.close();
    Job late = new Job(Result.NONE, release);
    lanes.submit("a", late);

    assertThat(late.refusal.get(10, TimeUnit.SECONDS).code()).isEqualTo(ErrorCode.CLOSED);
    assertThat(jobs.get(9).refusal.get(10, TimeUnit.SECONDS).code()).isEqualTo(ErrorCode.CLOSED);
    release.countDown();
    jobs.get(0).ended.get(10, TimeUnit.SECONDS);
  }

  @Test
  void closeOfTheThreadsWaitsForWhatRunsAndForTheWorkersThatItNeeds() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<String> needed = new CompletableFuture<>();
    threads.execute(
        () -> {
          started.countDown();
          awaitLatch(release);
          threads.workers().execute(() -> needed.complete("ran"));
        });
    started.await();
    Thread closing = new Thread(threads::drain);
    closing.start();
    release.countDown();
    closing.join();

    assertThat(needed).isCompletedWithValue("ran");
  }

  private List<Job> submit(String lane, int count, Result result) {
    List<Job> jobs = new ArrayList<>();
    CountDownLatch open = new CountDownLatch(0);
    for (int i = 0; i < count; i++) {
      jobs.add(new Job(result, open));
    }
    jobs.forEach(job -> lanes.submit(lane, job));
    return jobs;
  }

  private static void await(List<Job> jobs) throws Exception {
    for (Job job : jobs) {
      job.ended.get(30, TimeUnit.SECONDS);
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Job implements Work {
    private final Result result;
    private final CountDownLatch release;
    private final CompletableFuture<Boolean> started = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final CompletableFuture<IntegrationException> refusal = new CompletableFuture<>();

    private Job(Result result, CountDownLatch release) {
      this.result = result;
      this.release = release;
    }

    @Override
    public Result run() {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      started.complete(true);
      awaitLatch(release);
      running.decrementAndGet();
      ended.complete(true);
      return result;
    }

    @Override
    public void refused(IntegrationException reason) {
      refusal.complete(reason);
    }
  }
}

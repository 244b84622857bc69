package dev.patchbay.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.TemporaryFailureException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkheadsTest {
  private static final int CALLS = 2;

  private final EngineThreads threads = new EngineThreads();
  private final Bulkheads bulkheads = new Bulkheads(threads, CALLS);

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void integrationThatHangsKeepsNoOtherFromItsThreads() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    CompletableFuture<Boolean> first = bulkheads.start("slow", () -> await(answer));
    CompletableFuture<Boolean> second = bulkheads.start("slow", () -> await(answer));

    refused(ErrorCode.OVERLOADED);
    assertThat(bulkheads.start("quick", () -> "done").get(10, TimeUnit.SECONDS)).isEqualTo("done");

    answer.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(second.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void callThatEndsGivesItsThreadBackHoweverItEnds() throws Exception {
    for (int i = 0; i < 2 * CALLS; i++) {
      assertThat(bulkheads.start("slow", () -> "done").get(10, TimeUnit.SECONDS)).isEqualTo("done");
      CompletableFuture<String> failing =
          bulkheads.start(
              "slow",
              () -> {
                throw new StackOverflowError();
              });
      assertThatThrownBy(() -> failing.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(StackOverflowError.class);
    }
  }

  @Test
  void closedRegistryStartsNothing() {
    threads.close();

    for (int i = 0; i < 2 * CALLS; i++) {
      refused(ErrorCode.CLOSED);
    }
  }

  private void refused(ErrorCode code) {
    assertThatThrownBy(() -> bulkheads.start("slow", () -> "started"))
        .isInstanceOfSatisfying(
            TemporaryFailureException.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  private static boolean await(CountDownLatch latch) throws InterruptedException {
    return latch.await(10, TimeUnit.SECONDS);
  }
}

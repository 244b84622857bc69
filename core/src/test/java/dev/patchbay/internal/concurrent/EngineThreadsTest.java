package dev.patchbay.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EngineThreadsTest {
  @Test
  void whatEndsAThreadIsToldWithoutItsMessage() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream errors = System.err;
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (EngineThreads threads = new EngineThreads()) {
      CompletableFuture<Thread> worker = new CompletableFuture<>();
      threads
          .workers()
          .execute(
              () -> {
                worker.complete(Thread.currentThread());
                throw new LinkageError("SELECT token");
              });
      worker.get(30, TimeUnit.SECONDS).join(30_000);
    } finally {
      System.setErr(errors);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("SELECT");
  }
}

package dev.patchbay.internal.provider;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.ProviderFaultException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.IdentifyRequest;
import dev.patchbay.spi.definition.RevokeRequest;
import dev.patchbay.spi.definition.TokenReplyRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ProviderGateTest {
  private static final Duration DEADLINE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final List<String> HOOKS =
      List.of("definition", "identify", "readTokenReply", "classifyFailure", "revoke");

  /** One thread and room for one more call. */
  private final ExecutorService workers =
      new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));

  private final ProviderGate gate = new ProviderGate(workers, PATIENCE);
  private final ProviderGate impatient = new ProviderGate(workers, DEADLINE);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void stop() {
    release.countDown();
    workers.shutdownNow();
  }

  @Test
  void returnsWhatTheHookReturns() {
    assertThat(gate.call("acme", "identify", () -> "account")).isEqualTo("account");
  }

  static Stream<Arguments> containsWhateverAHookThrows() {
    return Stream.of(HostileThrow.values())
        .flatMap(thrown -> HOOKS.stream().map(hook -> Arguments.of(thrown, hook)));
  }

  @ParameterizedTest
  @MethodSource
  void containsWhateverAHookThrows(HostileThrow thrown, String hook) {
    Callable<?> call = hook(hook, new ThrowingProvider(thrown));

    ProviderFaultException fault =
        catchThrowableOfType(ProviderFaultException.class, () -> gate.call("acme", hook, call));

    assertThat(fault.code()).isEqualTo(ErrorCode.PROVIDER_THREW);
    assertThat(fault.integrationType()).contains("acme");
    assertThat(fault.getMessage()).contains("'" + hook + "'", "'acme'", thrown.className());
    assertThat(text(fault)).doesNotContain(HostileThrow.CANARY);
    assertThat(gate.call("acme", hook, () -> "next")).isEqualTo("next");
  }

  @Test
  void keepsWhereTheProviderThrew() {
    ProviderFaultException fault =
        catchThrowableOfType(
            ProviderFaultException.class,
            () -> gate.call("acme", "identify", HostileThrow.RUNTIME::raise));

    Throwable cause = requireNonNull(fault.getCause());
    assertThat(cause.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(HostileThrow.class.getName()));
    assertThat(cause).hasNoCause().hasNoSuppressedExceptions();
  }

  @Test
  void refusesNull() {
    assertFault(
        ErrorCode.PROVIDER_THREW, () -> gate.call("acme", "revoke", ProviderGateTest::nothing));
  }

  @Test
  void interruptsHookThatTakesTooLong() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Callable<String> blocking =
        () -> {
          try {
            release.await();
            return "late";
          } catch (InterruptedException expected) {
            interrupted.countDown();
            throw expected;
          }
        };

    assertFault(ErrorCode.PROVIDER_TIMED_OUT, () -> impatient.call("acme", "revoke", blocking));
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void leavesHookThatIgnoresItsInterrupt() {
    assertFault(ErrorCode.PROVIDER_TIMED_OUT, () -> impatient.call("acme", "revoke", this::stuck));
  }

  @Test
  void providerWithTwoLateCallsIsNotCalledAgainUntilOneComesBack() throws InterruptedException {
    Semaphore ended = new Semaphore(0);
    ExecutorService many = countingEnds(ended);
    ProviderGate wide = new ProviderGate(many, DEADLINE);
    CountDownLatch one = new CountDownLatch(1);
    try {
      assertFault(
          ErrorCode.PROVIDER_TIMED_OUT, () -> wide.call("slow", "revoke", () -> stuck(one)));
      assertThat(wide.call("slow", "revoke", () -> "one late call is forgiven")).isNotEmpty();
      assertThat(ended.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      assertFault(ErrorCode.PROVIDER_TIMED_OUT, () -> wide.call("slow", "revoke", this::stuck));

      AtomicBoolean called = new AtomicBoolean();
      assertFault(
          ErrorCode.PROVIDER_TIMED_OUT,
          () -> wide.call("slow", "revoke", () -> called.getAndSet(true)));
      assertThat(called).isFalse();
      assertThat(wide.call("acme", "revoke", () -> "another is not touched")).isNotEmpty();
      assertThat(ended.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

      one.countDown();
      assertThat(ended.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      assertThat(wide.call("slow", "revoke", () -> "again")).isEqualTo("again");
    } finally {
      release.countDown();
      many.shutdownNow();
    }
  }

  /** Tells when a task has ended, and the gate has been told. */
  private static ExecutorService countingEnds(Semaphore ended) {
    return new ThreadPoolExecutor(0, 8, 1, TimeUnit.SECONDS, new SynchronousQueue<>()) {
      @Override
      protected void afterExecute(Runnable task, @Nullable Throwable failure) {
        ended.release();
      }
    };
  }

  @Test
  void doesNotBlameProviderWhoseCallNeverBegan() {
    assertFault(ErrorCode.PROVIDER_TIMED_OUT, () -> impatient.call("slow", "revoke", this::stuck));

    assertTemporary(ErrorCode.OVERLOADED, () -> impatient.call("acme", "revoke", () -> "never"));
  }

  @Test
  void reportsOverloadWhenWorkersTakeNoMore() {
    assertFault(ErrorCode.PROVIDER_TIMED_OUT, () -> impatient.call("slow", "revoke", this::stuck));
    workers.execute(() -> {});

    assertTemporary(ErrorCode.OVERLOADED, () -> gate.call("acme", "revoke", () -> "never"));
  }

  @Test
  void reportsClosedOnceWorkersAreShutDown() {
    workers.shutdown();

    assertTemporary(ErrorCode.CLOSED, () -> gate.call("acme", "revoke", () -> "never"));
  }

  @Test
  void doesNotBlameProviderThatTheShutdownInterrupted() {
    Callable<String> closing =
        () -> {
          workers.shutdownNow();
          release.await();
          return "never";
        };

    assertTemporary(ErrorCode.CLOSED, () -> gate.call("acme", "revoke", closing));
  }

  @Test
  void leavesCallRunningWhenCallerIsInterrupted() throws InterruptedException {
    CountDownLatch finished = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    Callable<String> outliving =
        () -> {
          caller.interrupt();
          release.await();
          finished.countDown();
          return "done";
        };

    assertTemporary(ErrorCode.PROVIDER_UNAVAILABLE, () -> gate.call("acme", "revoke", outliving));
    assertThat(Thread.interrupted()).isTrue();
    release.countDown();
    assertThat(finished.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void clearsInterruptThatAHookLeft() {
    assertThat(gate.call("acme", "revoke", ProviderGateTest::interruptSelf)).isEqualTo("left");

    assertThat(gate.call("acme", "revoke", () -> Thread.currentThread().isInterrupted())).isFalse();
  }

  @Test
  void letsOwnExceptionThrough() {
    IntegrationException own = temporary("acme");

    assertThatThrownBy(() -> gate.call("acme", "revoke", () -> failWith(own))).isSameAs(own);
  }

  @Test
  void namesIntegrationInOwnExceptionThatLacksIt() {
    TemporaryFailureException named =
        catchThrowableOfType(
            TemporaryFailureException.class,
            () -> gate.call("acme", "revoke", () -> failWith(temporary(null))));

    assertThat(named.integrationType()).contains("acme");
    assertThat(named.retryAfter()).contains(Duration.ofSeconds(3));
  }

  @Test
  void refusesDeadlineOfZero() {
    assertThatThrownBy(() -> new ProviderGate(workers, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Callable<?> hook(String name, IntegrationProvider provider) {
    return switch (name) {
      case "definition" -> provider::definition;
      case "identify" -> () -> provider.identify(mock(IdentifyRequest.class));
      case "readTokenReply" -> () -> provider.readTokenReply(mock(TokenReplyRequest.class));
      case "classifyFailure" -> () -> provider.classifyFailure(mock(FailureRequest.class));
      case "revoke" -> () -> provider.revoke(mock(RevokeRequest.class));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private String stuck() {
    return stuck(release);
  }

  private static String stuck(CountDownLatch until) {
    boolean released = false;
    while (!released) {
      try {
        released = until.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException ignored) {
        Thread.interrupted();
      }
    }
    return "late";
  }

  @SuppressWarnings("NullAway") // what a provider compiled without our checks may do
  private static String nothing() {
    return null;
  }

  private static String interruptSelf() {
    Thread.currentThread().interrupt();
    return "left";
  }

  private static String failWith(IntegrationException own) {
    throw own;
  }

  private static TemporaryFailureException temporary(@Nullable String integrationType) {
    return new TemporaryFailureException(
        ErrorDetail.builder(ErrorCode.RATE_LIMITED, "slow down")
            .integrationType(integrationType)
            .retryAfter(Duration.ofSeconds(3))
            .build());
  }

  private static void assertFault(ErrorCode code, ThrowingCallable call) {
    ProviderFaultException fault = catchThrowableOfType(ProviderFaultException.class, call);
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault.integrationType()).isPresent();
    assertThat(fault).hasMessageContaining("'revoke'");
  }

  private static void assertTemporary(ErrorCode code, ThrowingCallable call) {
    TemporaryFailureException failure = catchThrowableOfType(TemporaryFailureException.class, call);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.integrationType()).contains("acme");
  }

  private static String text(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}

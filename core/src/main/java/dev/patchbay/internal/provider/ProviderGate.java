package dev.patchbay.internal.provider;

import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.ProviderFaultException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.concurrent.Reentrance;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one way into a provider: every call has a deadline, and whatever goes wrong leaves as an
 * {@link IntegrationException} that names the integration and holds none of the provider's text.
 * Thread-safe.
 */
public final class ProviderGate {
  private static final int BRIEF = 6;

  private final Map<String, ProviderShare> shares = new ConcurrentHashMap<>();
  private final ExecutorService workers;
  private final long deadlineNanos;

  /**
   * Makes a gate.
   *
   * @param workers runs the calls; a provider that ignores its interrupt keeps a thread of it, so
   *     the threads are daemons and their number has room for that. The caller shuts it down
   * @param deadline how long a call may take, the wait for a worker included; more than zero
   */
  public ProviderGate(ExecutorService workers, Duration deadline) {
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("The deadline must be more than zero, not " + deadline);
    }
    this.workers = Objects.requireNonNull(workers, "workers");
    this.deadlineNanos = deadline.toNanos();
  }

  /**
   * Calls a provider and waits for what it returns.
   *
   * @param integrationType the integration, or the provider's class while its id is not known
   * @param hook the method called, as the provider's author knows it
   * @param call the call; runs on a worker
   * @return what the call returned, never null
   * @throws ProviderFaultException if the call threw, returned null or did not return in time, or
   *     two earlier ones of the provider are late and have not come back yet
   * @throws TemporaryFailureException if no worker was free or 64 calls of the provider run, the
   *     workers were shut down, or the calling thread was interrupted (then its flag is set again,
   *     and the call goes on)
   * @throws IntegrationException any other that the call itself threw
   */
  public <T> T call(String integrationType, String hook, Callable<T> call) {
    return call(integrationType, hook, call, deadlineNanos);
  }

  /**
   * Calls a hook that asks nobody and only thinks, while a lease runs: it gets a fraction of the
   * time.
   *
   * @param integrationType the provider's id
   * @param hook the hook's name
   * @param call the call
   * @param <T> what it returns
   * @return what it returned
   */
  public <T> T callBriefly(String integrationType, String hook, Callable<T> call) {
    return call(integrationType, hook, call, deadlineNanos / BRIEF);
  }

  private <T> T call(String integrationType, String hook, Callable<T> call, long nanos) {
    HookCall<T> hookCall = new HookCall<>(call);
    HookFailure failure = new HookFailure(integrationType, hook);
    ProviderShare share = shares.computeIfAbsent(integrationType, unknown -> new ProviderShare());
    Future<T> pending = submit(hookCall, failure, share);
    try {
      return required(pending.get(nanos, TimeUnit.NANOSECONDS), failure);
    } catch (TimeoutException late) {
      pending.cancel(true);
      share.giveUp(hookCall);
      throw hookCall.began() ? failure.timedOut(Duration.ofNanos(nanos)) : noWorker(failure);
    } catch (ExecutionException failed) {
      throw translated(failed.getCause(), failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw failure.interrupted();
    }
  }

  private static <T> T required(@Nullable T result, HookFailure failure) {
    if (result == null) {
      throw failure.returnedNull();
    }
    return result;
  }

  private <T> Future<T> submit(HookCall<T> hookCall, HookFailure failure, ProviderShare share) {
    if (share.isStuck()) {
      throw failure.stuck();
    }
    if (!share.tryEnter()) {
      throw failure.overloaded();
    }
    FutureTask<T> task = new FutureTask<>(hookCall);
    try {
      workers.execute(() -> run(task, share, hookCall));
      return task;
    } catch (RejectedExecutionException full) {
      share.leave(hookCall);
      throw noWorker(failure);
    }
  }

  private static void run(FutureTask<?> task, ProviderShare share, HookCall<?> hookCall) {
    try {
      Reentrance.guarded(task);
    } finally {
      share.leave(hookCall);
    }
  }

  private IntegrationException noWorker(HookFailure failure) {
    return workers.isShutdown() ? failure.closed() : failure.overloaded();
  }

  private IntegrationException translated(@Nullable Throwable thrown, HookFailure failure) {
    if (thrown instanceof IntegrationException known) {
      return Attribution.attributed(known, failure.integrationType(), failure.hook());
    }
    // A shutdown interrupts the workers; what a hook throws because of that is not its fault.
    return workers.isShutdown() ? failure.closed() : failure.threw(thrown);
  }
}

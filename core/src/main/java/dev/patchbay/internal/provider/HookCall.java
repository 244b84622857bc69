package dev.patchbay.internal.provider;

import dev.patchbay.error.IntegrationException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One call into a provider, as a worker runs it. Only our own exceptions leave it, so that no
 * method of a foreign one ever runs outside the deadline.
 */
final class HookCall<T> implements Callable<T> {
  private final Callable<T> hook;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  HookCall(Callable<T> hook) {
    this.hook = hook;
  }

  @Override
  public T call() throws ForeignFailure {
    state.set(State.RUNNING);
    try {
      return hook.call();
    } catch (IntegrationException known) {
      throw known;
    } catch (Throwable foreign) {
      throw ForeignFailure.of(foreign);
    }
  }

  boolean began() {
    return state.get() != State.WAITING;
  }

  /** Notes that nobody waits any more; says whether the call is running on for nobody. */
  boolean giveUp() {
    return state.compareAndSet(State.RUNNING, State.LATE);
  }

  /** Notes that the call left its worker; says whether that was for nobody. */
  boolean endedLate() {
    return state.getAndSet(State.ENDED) == State.LATE;
  }

  private enum State {
    WAITING,
    RUNNING,
    LATE,
    ENDED
  }
}

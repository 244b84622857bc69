package dev.patchbay.internal.provider;

import dev.patchbay.error.IntegrationException;
import java.util.concurrent.Callable;

/**
 * One call into a provider, as a worker runs it. Only our own exceptions leave it, so that no
 * method of a foreign one ever runs outside the deadline.
 */
final class HookCall<T> implements Callable<T> {
  private final Callable<T> hook;
  private volatile boolean began = false;

  HookCall(Callable<T> hook) {
    this.hook = hook;
  }

  @Override
  public T call() throws ForeignFailure {
    began = true;
    try {
      return hook.call();
    } catch (IntegrationException known) {
      throw known;
    } catch (Throwable foreign) {
      throw ForeignFailure.of(foreign);
    }
  }

  boolean began() {
    return began;
  }
}

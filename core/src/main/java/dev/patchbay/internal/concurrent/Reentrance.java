package dev.patchbay.internal.concurrent;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.ProviderFaultException;
import java.util.function.Supplier;

/**
 * Knows the threads on which a refresh runs, or a provider's hook. Foreign code there must not wait
 * for a refresh, which may be the one that waits for it.
 */
public final class Reentrance {
  private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>();

  private Reentrance() {}

  /**
   * Runs work on whose thread no refresh may be waited for.
   *
   * @param work the work
   * @param <T> what it gives
   * @return what it gave
   */
  public static <T> T guarded(Supplier<T> work) {
    INSIDE.set(Boolean.TRUE);
    try {
      return work.get();
    } finally {
      INSIDE.remove();
    }
  }

  /**
   * Runs work on whose thread no refresh may be waited for.
   *
   * @param work the work
   */
  public static void guarded(Runnable work) {
    guarded(
        () -> {
          work.run();
          return work;
        });
  }

  /**
   * Refuses to wait on such a thread.
   *
   * @throws ProviderFaultException with the code {@code reentrant_call}
   */
  public static void check() {
    if (INSIDE.get() != null) {
      throw new ProviderFaultException(
          ErrorDetail.builder(
                  ErrorCode.REENTRANT_CALL,
                  "A provider, a cipher or a client source waited for a refresh from inside of one;"
                      + " it must work with what it is given")
              .build());
    }
  }
}

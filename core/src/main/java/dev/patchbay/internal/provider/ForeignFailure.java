package dev.patchbay.internal.provider;

import java.io.Serial;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.ServiceConfigurationError;
import java.util.Set;

/**
 * What foreign code threw, reduced to its class and where it was thrown. Message, cause and
 * suppressed exceptions stay behind, because they may hold a secret.
 */
final class ForeignFailure extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private static final int MAX_FRAMES = 100;
  private static final int MAX_WRAPPERS = 3;
  private static final Set<Class<?>> WRAPPERS =
      Set.of(
          ServiceConfigurationError.class,
          InvocationTargetException.class,
          ExceptionInInitializerError.class);

  private final String className;

  private ForeignFailure(String className) {
    super(className, null, false, true);
    this.className = className;
  }

  static ForeignFailure of(Throwable thrown) {
    Throwable culprit = unwrapped(thrown);
    ForeignFailure failure = new ForeignFailure(OneLine.of(culprit.getClass().getName()));
    failure.setStackTrace(framesOf(culprit));
    return failure;
  }

  String className() {
    return className;
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable culprit = thrown;
    for (int i = 0; i < MAX_WRAPPERS && WRAPPERS.contains(culprit.getClass()); i++) {
      Throwable inner = culprit.getCause();
      culprit = inner == null ? culprit : inner;
    }
    return culprit;
  }

  private static StackTraceElement[] framesOf(Throwable culprit) {
    try {
      return Arrays.stream(culprit.getStackTrace())
          .limit(MAX_FRAMES)
          .toArray(StackTraceElement[]::new);
    } catch (Throwable overridden) { // getStackTrace() is the provider's code too
      return new StackTraceElement[0];
    }
  }
}

package dev.patchbay.internal.provider;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/** What a provider may throw to break out, each with a secret in its texts. */
enum HostileThrow {
  RUNTIME("java.lang.IllegalStateException") {
    @Override
    Throwable thrown() {
      return new IllegalStateException(CANARY);
    }
  },
  RUNTIME_WITH_CAUSE_AND_SUPPRESSED("java.lang.IllegalArgumentException") {
    @Override
    Throwable thrown() {
      Throwable thrown = new IllegalArgumentException(CANARY, new IOException(CANARY));
      thrown.addSuppressed(new IOException(CANARY));
      return thrown;
    }
  },
  SNEAKY_CHECKED("java.io.IOException") {
    @Override
    Throwable thrown() {
      return new IOException(CANARY);
    }
  },
  ERROR("java.lang.AssertionError") {
    @Override
    Throwable thrown() {
      return new AssertionError(CANARY);
    }
  },
  LINKAGE_ERROR("java.lang.NoSuchMethodError") {
    @Override
    Throwable thrown() {
      return new NoSuchMethodError(CANARY);
    }
  },
  OUT_OF_MEMORY("java.lang.OutOfMemoryError") {
    @Override
    Throwable thrown() {
      return new OutOfMemoryError(CANARY);
    }
  },
  STACK_OVERFLOW("java.lang.StackOverflowError") {
    @Override
    Throwable thrown() {
      return new AssertionError(depth(0));
    }
  },
  THREAD_DEATH("java.lang.ThreadDeath") {
    @Override
    Throwable thrown() {
      return new ThreadDeath();
    }
  },
  INTERRUPTED_WITH_FLAG("java.lang.InterruptedException") {
    @Override
    Throwable thrown() {
      Thread.currentThread().interrupt();
      return new InterruptedException(CANARY);
    }
  },
  WRAPPED("java.lang.UnsupportedOperationException") {
    @Override
    Throwable thrown() {
      return new InvocationTargetException(new UnsupportedOperationException(CANARY), CANARY);
    }
  },
  EVERY_METHOD_THROWS("HostileThrow$Unspeakable") {
    @Override
    Throwable thrown() {
      return new Unspeakable();
    }
  };

  static final String CANARY = "canary-token";

  private final String className;

  HostileThrow(String className) {
    this.className = className;
  }

  abstract Throwable thrown();

  /** The name by which the throwable must be told. */
  String className() {
    return className;
  }

  /** Throws past the compiler's check of exceptions; never returns. */
  RuntimeException raise() {
    HostileThrow.<RuntimeException>sneaky(thrown());
    return new IllegalStateException("unreachable");
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void sneaky(Throwable thrown) throws X {
    throw (X) thrown;
  }

  private static int depth(int level) {
    return level == Integer.MAX_VALUE ? level : depth(level + 1) + 1;
  }

  /** Cannot even be asked what it is. */
  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException(CANARY);
    }

    @Override
    public String toString() {
      throw new IllegalStateException(CANARY);
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException(CANARY);
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException(CANARY);
    }
  }
}

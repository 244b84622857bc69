package dev.patchbay.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A body that failed while it was being written, by itself and not by the connection; carries what
 * the caller's own code threw through HttpClient.
 */
final class SourceFailure extends IOException {
  private static final long serialVersionUID = 1L;

  SourceFailure(Exception cause) {
    super(cause);
  }

  RuntimeException unwrapped() {
    return getCause() instanceof RuntimeException own
        ? own
        : new UncheckedIOException((IOException) getCause());
  }
}

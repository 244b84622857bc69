package dev.patchbay.error;

import java.io.Serial;

/** It will pass: try again, after {@link #retryAfter()} if present. */
public final class TemporaryFailureException extends IntegrationException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param detail the code, the message and what else is known
   */
  public TemporaryFailureException(ErrorDetail detail) {
    super(detail);
  }
}

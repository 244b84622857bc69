package dev.patchbay.error;

import java.io.Serial;

/** The session came to nothing: begin a new one. */
public final class SessionFailedException extends IntegrationException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param detail the code, the message and what else is known
   */
  public SessionFailedException(ErrorDetail detail) {
    super(detail);
  }
}

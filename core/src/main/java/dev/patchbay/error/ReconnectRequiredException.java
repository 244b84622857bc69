package dev.patchbay.error;

import java.io.Serial;

/** The grant is dead or too small: ask the user to connect again. */
public final class ReconnectRequiredException extends IntegrationException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param detail the code, the message and what else is known
   */
  public ReconnectRequiredException(ErrorDetail detail) {
    super(detail);
  }
}

package dev.patchbay.error;

import java.io.Serial;

/** There is no such session or connection in this workspace. */
public final class NotFoundException extends IntegrationException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param detail the code, the message and what else is known
   */
  public NotFoundException(ErrorDetail detail) {
    super(detail);
  }
}

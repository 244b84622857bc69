package dev.patchbay.error;

import java.io.Serial;

/** The installation is wrong: tell the operator. Users stay connected. */
public final class MisconfiguredException extends IntegrationException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param detail the code, the message and what else is known
   */
  public MisconfiguredException(ErrorDetail detail) {
    super(detail);
  }
}

package dev.patchbay.error;

import java.io.Serial;
import java.util.Optional;

/** An argument must be mended; the message names it, what was found and what was expected. */
public final class InvalidRequestException extends IntegrationException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param detail the code, the message and what else is known
   */
  public InvalidRequestException(ErrorDetail detail) {
    super(detail);
  }

  /** {@return the name of the argument that must be mended; empty if no single one is at fault} */
  public Optional<String> field() {
    return detail().field();
  }
}

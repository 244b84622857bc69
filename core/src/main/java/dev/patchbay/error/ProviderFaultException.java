package dev.patchbay.error;

import java.io.Serial;

/** A provider's code is at fault: report it to its author. */
public final class ProviderFaultException extends IntegrationException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param detail the code, the message and what else is known
   */
  public ProviderFaultException(ErrorDetail detail) {
    super(detail);
  }
}

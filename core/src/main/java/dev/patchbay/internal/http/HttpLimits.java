package dev.patchbay.internal.http;

import java.time.Duration;

/**
 * What one exchange may cost.
 *
 * @param deadline the whole time, from the lookup of the host to the last byte of the body
 * @param maxBody the largest body, in bytes
 */
public record HttpLimits(Duration deadline, int maxBody) {

  /** Refuses limits that no exchange could keep. */
  public HttpLimits {
    if (deadline.isZero() || deadline.isNegative() || maxBody < 1) {
      throw new IllegalArgumentException(
          "Limits must be more than zero but are " + deadline + " and " + maxBody + " bytes");
    }
  }
}

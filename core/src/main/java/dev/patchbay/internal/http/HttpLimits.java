package dev.patchbay.internal.http;

import java.time.Duration;

/**
 * What one exchange may cost, and where it may go.
 *
 * @param deadline the whole time, from the lookup of the host to the last byte of the body; of a
 *     body that is streamed, each wait for the service
 * @param maxBody the largest body, in bytes
 * @param hosts which addresses its host may have
 * @param redirects what becomes of an answer that is a redirect
 */
public record HttpLimits(Duration deadline, int maxBody, HostRules hosts, Redirects redirects) {

  /** Refuses limits that no exchange could keep. */
  public HttpLimits {
    if (deadline.isZero() || deadline.isNegative() || maxBody < 1) {
      throw new IllegalArgumentException(
          "Limits must be more than zero but are " + deadline + " and " + maxBody + " bytes");
    }
  }

  /** Sets limits for an exchange with a host that no user named. */
  public HttpLimits(Duration deadline, int maxBody) {
    this(deadline, maxBody, HostRules.NONE, Redirects.REFUSED);
  }

  public HttpLimits within(HostRules rules) {
    return new HttpLimits(deadline, maxBody, rules, redirects);
  }

  public HttpLimits handingOverRedirects() {
    return new HttpLimits(deadline, maxBody, hosts, Redirects.HANDED_OVER);
  }

  /** What becomes of an answer that is a redirect; none is ever followed. */
  public enum Redirects {
    REFUSED,
    HANDED_OVER
  }
}

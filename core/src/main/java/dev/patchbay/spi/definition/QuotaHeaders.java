package dev.patchbay.spi.definition;

import java.time.Duration;
import java.util.Objects;

/**
 * The headers in which an API says how many requests are left, and when there will be more.
 * Immutable.
 *
 * <pre>{@code
 * QuotaHeaders.epochSeconds("X-RateLimit-Remaining", "X-RateLimit-Reset");
 * }</pre>
 */
public final class QuotaHeaders {
  private final String remaining;
  private final String reset;
  private final Duration resetUnit;

  private QuotaHeaders(String remaining, String reset, Duration resetUnit) {
    this.remaining = Objects.requireNonNull(remaining, "remaining");
    this.reset = Objects.requireNonNull(reset, "reset");
    this.resetUnit = resetUnit;
  }

  /**
   * Describes a quota whose reset is told in seconds since 1970.
   *
   * @param remaining the header with the number of requests that are left
   * @param reset the header with the time at which they are all there again
   * @return the headers
   */
  public static QuotaHeaders epochSeconds(String remaining, String reset) {
    return new QuotaHeaders(remaining, reset, Duration.ofSeconds(1));
  }

  /**
   * Describes a quota whose reset is told in milliseconds since 1970.
   *
   * @param remaining the header with the number of requests that are left
   * @param reset the header with the time at which they are all there again
   * @return the headers
   */
  public static QuotaHeaders epochMillis(String remaining, String reset) {
    return new QuotaHeaders(remaining, reset, Duration.ofMillis(1));
  }

  /** {@return the header with the number of requests that are left} */
  public String remaining() {
    return remaining;
  }

  /** {@return the header with the time at which they are all there again} */
  public String reset() {
    return reset;
  }

  /** {@return what the reset is counted in, since 1970} */
  public Duration resetUnit() {
    return resetUnit;
  }

  @Override
  public String toString() {
    return "QuotaHeaders[remaining=" + remaining + ", reset=" + reset + "]";
  }
}

package dev.patchbay.model;

import java.time.Duration;
import java.util.Objects;

/**
 * How long and how often to wait for a session. Immutable.
 *
 * <p>The interval is how often the store is asked, for all waiters of this JVM in one query; a
 * callback that lands in the same JVM ends the wait at once, whatever the interval.
 */
public final class PollOptions {
  private final Duration timeout;
  private final Duration interval;

  private PollOptions(Builder builder) {
    this.timeout = builder.timeout;
    this.interval = builder.interval;
  }

  /**
   * Starts a builder.
   *
   * @return a builder with every other property at its default
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return how long to wait in all; more than zero, at most 24 hours} */
  public Duration timeout() {
    return timeout;
  }

  /** {@return how often the store is asked; less than 250 ms counts as 250 ms} */
  public Duration interval() {
    return interval;
  }

  /** {@return the defaults: 5 minutes, every 2 seconds} */
  public static PollOptions defaults() {
    return builder().build();
  }

  @Override
  public String toString() {
    return "PollOptions[timeout=" + timeout + ", interval=" + interval + "]";
  }

  /** Builds a {@link PollOptions}. Not thread-safe. */
  public static final class Builder {
    private Duration timeout = Duration.ofMinutes(5);
    private Duration interval = Duration.ofSeconds(2);

    private Builder() {}

    /**
     * Sets how long to wait in all; more than zero, at most 24 hours. Default: 5 minutes.
     *
     * @param timeout how long to wait in all; more than zero, at most 24 hours
     * @return this builder
     */
    public Builder timeout(Duration timeout) {
      this.timeout = Objects.requireNonNull(timeout, "timeout");
      return this;
    }

    /**
     * Sets how often the store is asked; less than 250 ms counts as 250 ms. Default: 2 seconds.
     *
     * @param interval how often the store is asked; less than 250 ms counts as 250 ms
     * @return this builder
     */
    public Builder interval(Duration interval) {
      this.interval = Objects.requireNonNull(interval, "interval");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public PollOptions build() {
      return new PollOptions(this);
    }
  }
}

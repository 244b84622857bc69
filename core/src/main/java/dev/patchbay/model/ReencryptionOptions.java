package dev.patchbay.model;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** How stored secrets are sealed anew. Immutable. */
public final class ReencryptionOptions {
  private final int batch;
  private final Duration pause;
  private final Consumer<ReencryptionProgress> progress;

  private ReencryptionOptions(Builder builder) {
    this.batch = builder.batch;
    this.pause = builder.pause;
    this.progress = builder.progress;
  }

  /**
   * Starts a builder.
   *
   * @return a builder with every other property at its default
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return how many values are read at once, 1 to 5,000} */
  public int batch() {
    return batch;
  }

  /** {@return how long to rest after each batch} */
  public Duration pause() {
    return pause;
  }

  /** {@return what is told how far it is, after each batch} */
  public Consumer<ReencryptionProgress> progress() {
    return progress;
  }

  @Override
  public String toString() {
    return "ReencryptionOptions[batch=" + batch + ", pause=" + pause + "]";
  }

  /** Builds a {@link ReencryptionOptions}. Not thread-safe. */
  public static final class Builder {
    private int batch = 500;
    private Duration pause = Duration.ZERO;
    private Consumer<ReencryptionProgress> progress = done -> {};

    private Builder() {}

    /**
     * Sets how many values are read at once, 1 to 5,000. Default: 500.
     *
     * @param batch how many values are read at once, 1 to 5,000
     * @return this builder
     */
    public Builder batch(int batch) {
      this.batch = batch;
      return this;
    }

    /**
     * Sets how long to rest after each batch. Default: none.
     *
     * @param pause how long to rest after each batch
     * @return this builder
     */
    public Builder pause(Duration pause) {
      this.pause = Objects.requireNonNull(pause, "pause");
      return this;
    }

    /**
     * Sets what is told how far it is, after each batch. Default: nothing.
     *
     * @param progress what is told how far it is, after each batch
     * @return this builder
     */
    public Builder progress(Consumer<ReencryptionProgress> progress) {
      this.progress = Objects.requireNonNull(progress, "progress");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ReencryptionOptions build() {
      return new ReencryptionOptions(this);
    }
  }
}

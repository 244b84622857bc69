package dev.patchbay.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry in the history of a connection: what was tried, and what came of it. Immutable; holds
 * nothing secret.
 */
public final class ConnectionAttempt {
  private final AttemptOutcome outcome;
  private final Instant at;
  private final @Nullable String tokenSet;
  private final @Nullable String code;
  private final @Nullable Integer httpStatus;
  private final @Nullable String serviceError;
  private final @Nullable String serviceDescription;

  private ConnectionAttempt(Builder builder) {
    this.outcome = builder.outcome;
    this.at = builder.at;
    this.tokenSet = builder.tokenSet;
    this.code = builder.code;
    this.httpStatus = builder.httpStatus;
    this.serviceError = builder.serviceError;
    this.serviceDescription = builder.serviceDescription;
  }

  /**
   * Starts a builder.
   *
   * @param outcome what came of it
   * @return a builder with every other property at its default
   */
  public static Builder builder(AttemptOutcome outcome) {
    return new Builder(outcome);
  }

  /** {@return a builder that starts with the values of this one} */
  public Builder toBuilder() {
    Builder copy = new Builder(outcome);
    copy.at = at;
    copy.tokenSet = tokenSet;
    copy.code = code;
    copy.httpStatus = httpStatus;
    copy.serviceError = serviceError;
    copy.serviceDescription = serviceDescription;
    return copy;
  }

  /** {@return what came of it} */
  public AttemptOutcome outcome() {
    return outcome;
  }

  /** {@return when it happened, in store time} */
  public Instant at() {
    return at;
  }

  /** {@return the token set that it was about; empty if it was about the whole connection} */
  public Optional<String> tokenSet() {
    return Optional.ofNullable(tokenSet);
  }

  /**
   * {@return the error code in lower case, such as {@code provider_unavailable}; empty if nothing
   * failed}
   */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** {@return the HTTP status of the service; empty if it gave no answer or was not asked} */
  public Optional<Integer> httpStatus() {
    return Optional.ofNullable(httpStatus);
  }

  /**
   * {@return the service's own error code, redacted, at most 64 characters; empty if it named none}
   */
  public Optional<String> serviceError() {
    return Optional.ofNullable(serviceError);
  }

  /**
   * {@return the service's own description, redacted, at most 256 characters; empty if it gave
   * none}
   */
  public Optional<String> serviceDescription() {
    return Optional.ofNullable(serviceDescription);
  }

  @Override
  public String toString() {
    return "ConnectionAttempt[outcome=" + outcome + ", at=" + at + ", code=" + code + "]";
  }

  /** Builds a {@link ConnectionAttempt}. Not thread-safe. */
  public static final class Builder {
    private final AttemptOutcome outcome;
    private Instant at = Instant.EPOCH;
    private @Nullable String tokenSet;
    private @Nullable String code;
    private @Nullable Integer httpStatus;
    private @Nullable String serviceError;
    private @Nullable String serviceDescription;

    private Builder(AttemptOutcome outcome) {
      this.outcome = Objects.requireNonNull(outcome, "outcome");
    }

    /**
     * Sets when it happened, in store time. Default: 1970, until a store has set it.
     *
     * @param at when it happened, in store time
     * @return this builder
     */
    public Builder at(Instant at) {
      this.at = Objects.requireNonNull(at, "at");
      return this;
    }

    /**
     * Sets the token set that it was about. Default: none.
     *
     * @param tokenSet the token set that it was about
     * @return this builder
     */
    public Builder tokenSet(@Nullable String tokenSet) {
      this.tokenSet = tokenSet;
      return this;
    }

    /**
     * Sets the error code in lower case, such as {@code provider_unavailable}. Default: none.
     *
     * @param code the error code in lower case, such as {@code provider_unavailable}
     * @return this builder
     */
    public Builder code(@Nullable String code) {
      this.code = code;
      return this;
    }

    /**
     * Sets the HTTP status of the service. Default: none.
     *
     * @param httpStatus the HTTP status of the service
     * @return this builder
     */
    public Builder httpStatus(@Nullable Integer httpStatus) {
      this.httpStatus = httpStatus;
      return this;
    }

    /**
     * Sets the service's own error code, redacted, at most 64 characters. Default: none.
     *
     * @param serviceError the service's own error code, redacted, at most 64 characters
     * @return this builder
     */
    public Builder serviceError(@Nullable String serviceError) {
      this.serviceError = serviceError;
      return this;
    }

    /**
     * Sets the service's own description, redacted, at most 256 characters. Default: none.
     *
     * @param serviceDescription the service's own description, redacted, at most 256 characters
     * @return this builder
     */
    public Builder serviceDescription(@Nullable String serviceDescription) {
      this.serviceDescription = serviceDescription;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ConnectionAttempt build() {
      return new ConnectionAttempt(this);
    }
  }
}

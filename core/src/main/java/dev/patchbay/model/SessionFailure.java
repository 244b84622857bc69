package dev.patchbay.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a session failed. Immutable.
 *
 * <p>The code is the wire value of a {@code dev.patchbay.error.ErrorCode}; the message is one
 * sentence that says what to do. Neither holds anything secret.
 */
public final class SessionFailure {
  private final String code;
  private final String message;
  private final @Nullable String serviceError;
  private final @Nullable String serviceDescription;

  private SessionFailure(Builder builder) {
    this.code = builder.code;
    this.message = builder.message;
    this.serviceError = builder.serviceError;
    this.serviceDescription = builder.serviceDescription;
  }

  /**
   * Starts a builder.
   *
   * @param code the code, for instance {@code code_rejected}
   * @param message one sentence for a person
   * @return a builder with every other property at its default
   */
  public static Builder builder(String code, String message) {
    return new Builder(code, message);
  }

  /** {@return the code, for instance {@code code_rejected}} */
  public String code() {
    return code;
  }

  /** {@return one sentence for a person} */
  public String message() {
    return message;
  }

  /**
   * {@return the service's own error code, redacted, at most 64 characters; empty if the service
   * named none}
   */
  public Optional<String> serviceError() {
    return Optional.ofNullable(serviceError);
  }

  /**
   * {@return the service's own description, redacted, at most 256 characters; empty if the service
   * gave none}
   */
  public Optional<String> serviceDescription() {
    return Optional.ofNullable(serviceDescription);
  }

  @Override
  public String toString() {
    return "SessionFailure[code=" + code + ", message=" + message + "]";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionFailure that
        && Objects.equals(code, that.code)
        && Objects.equals(message, that.message)
        && Objects.equals(serviceError, that.serviceError)
        && Objects.equals(serviceDescription, that.serviceDescription);
  }

  @Override
  public int hashCode() {
    return Objects.hash(code, message, serviceError, serviceDescription);
  }

  /** Builds a {@link SessionFailure}. Not thread-safe. */
  public static final class Builder {
    private final String code;
    private final String message;
    private @Nullable String serviceError;
    private @Nullable String serviceDescription;

    private Builder(String code, String message) {
      this.code = Objects.requireNonNull(code, "code");
      this.message = Objects.requireNonNull(message, "message");
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
    public SessionFailure build() {
      return new SessionFailure(this);
    }
  }
}

package dev.patchbay.error;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.SessionId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything an {@link IntegrationException} carries. Immutable.
 *
 * <p>What a service sent is cut (code 64, description 256 characters) and its control characters
 * are escaped, so that it can be logged. Whoever fills it in leaves secrets and raw bodies out.
 */
public final class ErrorDetail {
  private final ErrorCode code;
  private final String message;
  private final @Nullable String integrationType;
  private final @Nullable SessionId sessionId;
  private final @Nullable ConnectionId connectionId;
  private final @Nullable String field;
  private final @Nullable Integer httpStatus;
  private final @Nullable String serviceError;
  private final @Nullable String serviceDescription;
  private final @Nullable Duration retryAfter;
  private final @Nullable Throwable cause;

  private ErrorDetail(Builder builder) {
    this.code = builder.code;
    this.message = builder.message;
    this.integrationType = builder.integrationType;
    this.sessionId = builder.sessionId;
    this.connectionId = builder.connectionId;
    this.field = builder.field;
    this.httpStatus = builder.httpStatus;
    this.serviceError = builder.serviceError;
    this.serviceDescription = builder.serviceDescription;
    this.retryAfter = builder.retryAfter;
    this.cause = builder.cause;
  }

  /**
   * Starts a builder.
   *
   * @param code the code
   * @param message one sentence: what was attempted, found, expected, and what to do
   * @return a builder with every other property at its default
   */
  public static Builder builder(ErrorCode code, String message) {
    return new Builder(code, message);
  }

  /** {@return the code} */
  public ErrorCode code() {
    return code;
  }

  /** {@return one sentence: what was attempted, found, expected, and what to do} */
  public String message() {
    return message;
  }

  /** {@return the integration it is about; empty if it is about none} */
  public Optional<String> integrationType() {
    return Optional.ofNullable(integrationType);
  }

  /** {@return the session it is about; empty if it is about none} */
  public Optional<SessionId> sessionId() {
    return Optional.ofNullable(sessionId);
  }

  /** {@return the connection it is about; empty if it is about none} */
  public Optional<ConnectionId> connectionId() {
    return Optional.ofNullable(connectionId);
  }

  /**
   * {@return the name of the argument or setting that must be mended; empty if none is at fault}
   */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }

  /** {@return the HTTP status that the service answered; empty if it did not answer} */
  public Optional<Integer> httpStatus() {
    return Optional.ofNullable(httpStatus);
  }

  /** {@return the service's own error code; empty if it sent none} */
  public Optional<String> serviceError() {
    return Optional.ofNullable(serviceError);
  }

  /** {@return the service's own description of the error; empty if it sent none} */
  public Optional<String> serviceDescription() {
    return Optional.ofNullable(serviceDescription);
  }

  /** {@return how long to wait before the next try; empty if that is not known} */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** {@return the failure behind this one; empty if there is none} */
  public Optional<Throwable> cause() {
    return Optional.ofNullable(cause);
  }

  @Override
  public String toString() {
    return "ErrorDetail[code=" + code + ", message=" + message + "]";
  }

  /** Builds an {@link ErrorDetail}. Not thread-safe. */
  public static final class Builder {
    private final ErrorCode code;
    private final String message;
    private @Nullable String integrationType;
    private @Nullable SessionId sessionId;
    private @Nullable ConnectionId connectionId;
    private @Nullable String field;
    private @Nullable Integer httpStatus;
    private @Nullable String serviceError;
    private @Nullable String serviceDescription;
    private @Nullable Duration retryAfter;
    private @Nullable Throwable cause;

    private Builder(ErrorCode code, String message) {
      this.code = Objects.requireNonNull(code, "code");
      this.message = Objects.requireNonNull(message, "message");
    }

    /**
     * Sets the integration it is about. Default: none.
     *
     * @param integrationType the integration it is about
     * @return this builder
     */
    public Builder integrationType(@Nullable String integrationType) {
      this.integrationType = integrationType;
      return this;
    }

    /**
     * Sets the session it is about. Default: none.
     *
     * @param sessionId the session it is about
     * @return this builder
     */
    public Builder sessionId(@Nullable SessionId sessionId) {
      this.sessionId = sessionId;
      return this;
    }

    /**
     * Sets the connection it is about. Default: none.
     *
     * @param connectionId the connection it is about
     * @return this builder
     */
    public Builder connectionId(@Nullable ConnectionId connectionId) {
      this.connectionId = connectionId;
      return this;
    }

    /**
     * Sets the name of the argument or setting that must be mended. Default: none.
     *
     * @param field the name of the argument or setting that must be mended
     * @return this builder
     */
    public Builder field(@Nullable String field) {
      this.field = field;
      return this;
    }

    /**
     * Sets the HTTP status that the service answered. Default: none.
     *
     * @param httpStatus the HTTP status that the service answered
     * @return this builder
     */
    public Builder httpStatus(@Nullable Integer httpStatus) {
      this.httpStatus = httpStatus;
      return this;
    }

    /**
     * Sets how long to wait before the next try. Default: none.
     *
     * @param retryAfter how long to wait before the next try
     * @return this builder
     */
    public Builder retryAfter(@Nullable Duration retryAfter) {
      this.retryAfter = retryAfter;
      return this;
    }

    /**
     * Sets the failure behind this one. Default: none.
     *
     * @param cause the failure behind this one
     * @return this builder
     */
    public Builder cause(@Nullable Throwable cause) {
      this.cause = cause;
      return this;
    }

    /**
     * Sets the service's own error code, cut to 64 characters. Default: none.
     *
     * @param serviceError the code as the service sent it
     * @return this builder
     */
    public Builder serviceError(@Nullable String serviceError) {
      this.serviceError = serviceError == null ? null : CleanText.clean(serviceError, 64);
      return this;
    }

    /**
     * Sets the service's own description, cut to 256 characters. Default: none.
     *
     * @param serviceDescription the description, without secrets
     * @return this builder
     */
    public Builder serviceDescription(@Nullable String serviceDescription) {
      this.serviceDescription =
          serviceDescription == null ? null : CleanText.clean(serviceDescription, 256);
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ErrorDetail build() {
      return new ErrorDetail(this);
    }
  }
}

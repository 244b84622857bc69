package dev.patchbay.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an integration fares at this node: whether its token endpoint takes refreshes. Immutable;
 * holds nothing secret.
 */
public final class IntegrationHealth {
  private final String integrationType;
  private final @Nullable String code;
  private final @Nullable String serviceError;
  private final @Nullable Instant since;

  private IntegrationHealth(Builder builder) {
    this.integrationType = builder.integrationType;
    this.code = builder.code;
    this.serviceError = builder.serviceError;
    this.since = builder.since;
  }

  /**
   * Starts a builder.
   *
   * @param integrationType the integration
   * @return a builder with every other property at its default
   */
  public static Builder builder(String integrationType) {
    return new Builder(integrationType);
  }

  /** {@return the integration} */
  public String integrationType() {
    return integrationType;
  }

  /**
   * {@return the error code in lower case: {@code client_rejected} and {@code client_missing} are
   * for the operator to mend, {@code provider_unavailable} and {@code rate_limited} pass; empty if
   * it is healthy}
   */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** {@return the service's own error code, redacted; empty if it named none} */
  public Optional<String> serviceError() {
    return Optional.ofNullable(serviceError);
  }

  /** {@return when it was first seen to be unhealthy; empty if it is healthy} */
  public Optional<Instant> since() {
    return Optional.ofNullable(since);
  }

  @Override
  public String toString() {
    return "IntegrationHealth[integrationType=" + integrationType + ", code=" + code + "]";
  }

  /** Builds a {@link IntegrationHealth}. Not thread-safe. */
  public static final class Builder {
    private final String integrationType;
    private @Nullable String code;
    private @Nullable String serviceError;
    private @Nullable Instant since;

    private Builder(String integrationType) {
      this.integrationType = Objects.requireNonNull(integrationType, "integrationType");
    }

    /**
     * Sets the error code in lower case: {@code client_rejected} and {@code client_missing} are for
     * the operator to mend, {@code provider_unavailable} and {@code rate_limited} pass. Default:
     * none.
     *
     * @param code the error code in lower case: {@code client_rejected} and {@code client_missing}
     *     are for the operator to mend, {@code provider_unavailable} and {@code rate_limited} pass
     * @return this builder
     */
    public Builder code(@Nullable String code) {
      this.code = code;
      return this;
    }

    /**
     * Sets the service's own error code, redacted. Default: none.
     *
     * @param serviceError the service's own error code, redacted
     * @return this builder
     */
    public Builder serviceError(@Nullable String serviceError) {
      this.serviceError = serviceError;
      return this;
    }

    /**
     * Sets when it was first seen to be unhealthy. Default: none.
     *
     * @param since when it was first seen to be unhealthy
     * @return this builder
     */
    public Builder since(@Nullable Instant since) {
      this.since = since;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public IntegrationHealth build() {
      return new IntegrationHealth(this);
    }
  }
}

package dev.patchbay.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the token endpoint of an integration takes the refreshes of this node. Immutable; holds
 * nothing secret.
 */
public final class IntegrationHealth {
  private final String integrationType;
  private final String host;
  private final @Nullable String code;
  private final @Nullable String serviceError;
  private final @Nullable Instant since;

  private IntegrationHealth(Builder builder) {
    this.integrationType = builder.integrationType;
    this.host = builder.host;
    this.code = builder.code;
    this.serviceError = builder.serviceError;
    this.since = builder.since;
  }

  /**
   * Starts a builder.
   *
   * @param integrationType the integration
   * @param host host and port of its token endpoint
   * @return a builder with every other property at its default
   */
  public static Builder builder(String integrationType, String host) {
    return new Builder(integrationType, host);
  }

  /** {@return the integration} */
  public String integrationType() {
    return integrationType;
  }

  /** {@return host and port of its token endpoint} */
  public String host() {
    return host;
  }

  /**
   * {@return the error code in lower case; {@code client_rejected} is for the operator to mend,
   * {@code provider_unavailable} and {@code rate_limited} pass; empty if it is healthy}
   */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** {@return the service's own error code, redacted; empty if it named none} */
  public Optional<String> serviceError() {
    return Optional.ofNullable(serviceError);
  }

  /** {@return when this node saw it fall ill; empty if it is healthy} */
  public Optional<Instant> since() {
    return Optional.ofNullable(since);
  }

  @Override
  public String toString() {
    return "IntegrationHealth[integrationType="
        + integrationType
        + ", host="
        + host
        + ", code="
        + code
        + "]";
  }

  /** Builds a {@link IntegrationHealth}. Not thread-safe. */
  public static final class Builder {
    private final String integrationType;
    private final String host;
    private @Nullable String code;
    private @Nullable String serviceError;
    private @Nullable Instant since;

    private Builder(String integrationType, String host) {
      this.integrationType = Objects.requireNonNull(integrationType, "integrationType");
      this.host = Objects.requireNonNull(host, "host");
    }

    /**
     * Sets the error code in lower case; {@code client_rejected} is for the operator to mend,
     * {@code provider_unavailable} and {@code rate_limited} pass. Default: none.
     *
     * @param code the error code in lower case; {@code client_rejected} is for the operator to
     *     mend, {@code provider_unavailable} and {@code rate_limited} pass
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
     * Sets when this node saw it fall ill. Default: none.
     *
     * @param since when this node saw it fall ill
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

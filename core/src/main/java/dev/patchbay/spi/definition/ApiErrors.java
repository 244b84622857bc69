package dev.patchbay.spi.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * How the service's API says that a request failed, where the HTTP status does not: in the body,
 * with whatever status, or in headers. Immutable. Places are paths of field names with dots
 * between.
 *
 * <p>An answer with a code that is on no list is a refusal, like one with a status of 4xx.
 */
public final class ApiErrors {
  private final List<String> codePaths;
  private final List<String> passing;
  private final List<String> rateLimited;
  private final List<String> unauthorized;
  private final List<QuotaHeaders> quotas;
  private final Duration untoldPause;

  private ApiErrors(Builder builder) {
    this.codePaths = List.copyOf(builder.codePaths);
    this.passing = List.copyOf(builder.passing);
    this.rateLimited = List.copyOf(builder.rateLimited);
    this.unauthorized = List.copyOf(builder.unauthorized);
    this.quotas = List.copyOf(builder.quotas);
    this.untoldPause = builder.untoldPause;
  }

  /**
   * Starts a builder.
   *
   * @return a builder with every other property at its default
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return where the error code stands; an answer that has one there failed} */
  public List<String> codePaths() {
    return codePaths;
  }

  /** {@return the codes that mean that the same request may succeed later} */
  public List<String> passing() {
    return passing;
  }

  /** {@return the codes that mean that the service asks to be called less often} */
  public List<String> rateLimited() {
    return rateLimited;
  }

  /** {@return the codes that mean that the access token or key is not accepted, as 401 does} */
  public List<String> unauthorized() {
    return unauthorized;
  }

  /** {@return the headers that tell of a quota; one that is used up makes 403 a rate limit} */
  public List<QuotaHeaders> quotas() {
    return quotas;
  }

  /** {@return how long to wait, at first, after a rate limit that does not say} */
  public Duration untoldPause() {
    return untoldPause;
  }

  @Override
  public String toString() {
    return "ApiErrors[codePaths=" + codePaths + "]";
  }

  /** Builds an {@link ApiErrors}. Not thread-safe. */
  public static final class Builder {
    private final List<String> codePaths = new ArrayList<>();
    private final List<String> passing = new ArrayList<>();
    private final List<String> rateLimited = new ArrayList<>();
    private final List<String> unauthorized = new ArrayList<>();
    private final List<QuotaHeaders> quotas = new ArrayList<>();
    private Duration untoldPause = Duration.ofSeconds(1);

    private Builder() {}

    /**
     * Adds to where the error code stands; an answer that has one there failed. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder codePaths(String... added) {
      Collections.addAll(codePaths, added);
      return this;
    }

    /**
     * Adds to the codes that mean that the same request may succeed later. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder passing(String... added) {
      Collections.addAll(passing, added);
      return this;
    }

    /**
     * Adds to the codes that mean that the service asks to be called less often. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder rateLimited(String... added) {
      Collections.addAll(rateLimited, added);
      return this;
    }

    /**
     * Adds to the codes that mean that the access token or key is not accepted, so that another one
     * may be. Not those that miss a scope or a right. HTTP 401 always means it. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder unauthorized(String... added) {
      Collections.addAll(unauthorized, added);
      return this;
    }

    /**
     * Adds to the headers that tell of a quota. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder quotas(QuotaHeaders... added) {
      Collections.addAll(quotas, added);
      return this;
    }

    /**
     * Sets how long to wait after a rate limit whose answer says it neither in {@code Retry-After}
     * nor by a quota; doubled each time in a row. Default: 1 second.
     *
     * @param untoldPause 1 second to 1 hour
     * @return this builder
     */
    public Builder untoldPause(Duration untoldPause) {
      this.untoldPause = Objects.requireNonNull(untoldPause, "untoldPause");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ApiErrors build() {
      return new ApiErrors(this);
    }
  }
}

package dev.patchbay.spi.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the service's API says that a request failed, where the HTTP status does not: in the body,
 * with whatever status. Immutable. Places are paths of field names with dots between.
 *
 * <p>An answer with a code that is on neither list is a refusal, like one with a status of 4xx.
 */
public final class ApiErrors {
  private final List<String> codePaths;
  private final List<String> passing;
  private final List<String> rateLimited;

  private ApiErrors(Builder builder) {
    this.codePaths = List.copyOf(builder.codePaths);
    this.passing = List.copyOf(builder.passing);
    this.rateLimited = List.copyOf(builder.rateLimited);
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

  @Override
  public String toString() {
    return "ApiErrors[codePaths=" + codePaths + "]";
  }

  /** Builds an {@link ApiErrors}. Not thread-safe. */
  public static final class Builder {
    private final List<String> codePaths = new ArrayList<>();
    private final List<String> passing = new ArrayList<>();
    private final List<String> rateLimited = new ArrayList<>();

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
     * Builds the value.
     *
     * @return the immutable value
     */
    public ApiErrors build() {
      return new ApiErrors(this);
    }
  }
}

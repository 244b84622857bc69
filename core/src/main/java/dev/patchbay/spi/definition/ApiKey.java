package dev.patchbay.spi.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Connecting with an API key that a user made at the service. Immutable.
 *
 * <p>Keys are opaque: the prefixes of this type only tell people what went wrong, and a key that
 * begins like none of them is accepted.
 */
public final class ApiKey implements AuthMethod {
  private final String description;
  private final List<WrongKind> wrongKinds;

  private ApiKey(Builder builder) {
    this.description = builder.description;
    this.wrongKinds = List.copyOf(builder.wrongKinds);
  }

  /**
   * Starts a builder.
   *
   * @param description what the service's keys are called, and how they begin, for a person who
   *     pastes one
   * @return a builder with every other property at its default
   */
  public static Builder builder(String description) {
    return new Builder(description);
  }

  /**
   * {@return what the service's keys are called, and how they begin, for a person who pastes one}
   */
  public String description() {
    return description;
  }

  /** {@return what may be mistaken for an API key} */
  public List<WrongKind> wrongKinds() {
    return wrongKinds;
  }

  @Override
  public String toString() {
    return "ApiKey[description=" + description + "]";
  }

  /** Builds an {@link ApiKey}. Not thread-safe. */
  public static final class Builder {
    private final String description;
    private final List<WrongKind> wrongKinds = new ArrayList<>();

    private Builder(String description) {
      this.description = Objects.requireNonNull(description, "description");
    }

    /**
     * Adds to what may be mistaken for an API key. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder wrongKinds(WrongKind... added) {
      Collections.addAll(wrongKinds, added);
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ApiKey build() {
      return new ApiKey(this);
    }
  }
}

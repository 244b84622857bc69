package dev.patchbay.spi.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connecting with an API key that a user made at the service. Immutable.
 *
 * <p>Keys are opaque: the prefixes of this type only tell people what went wrong, and a key that
 * begins like none of them is accepted.
 */
public final class ApiKey implements AuthMethod {
  private final String description;
  private final List<WrongKind> wrongKinds;
  private final @Nullable String scheme;

  private ApiKey(Builder builder) {
    this.description = builder.description;
    this.wrongKinds = List.copyOf(builder.wrongKinds);
    this.scheme = builder.scheme;
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

  /**
   * {@return the word before the key in the {@code Authorization} header, an empty text if the key
   * stands there alone; empty if it is the word of the API's other credentials}
   */
  public Optional<String> scheme() {
    return Optional.ofNullable(scheme);
  }

  @Override
  public String toString() {
    return "ApiKey[description=" + description + "]";
  }

  /** Builds an {@link ApiKey}. Not thread-safe. */
  public static final class Builder {
    private final String description;
    private final List<WrongKind> wrongKinds = new ArrayList<>();
    private @Nullable String scheme;

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
     * Sets the word before the key in the {@code Authorization} header. Default: that of the API's
     * other credentials.
     *
     * @param scheme the word; an empty text if the key stands there alone
     * @return this builder
     */
    public Builder scheme(@Nullable String scheme) {
      this.scheme = scheme;
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

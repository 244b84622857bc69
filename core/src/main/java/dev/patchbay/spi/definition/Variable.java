package dev.patchbay.spi.definition;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value that an integration's URLs depend on, such as the region of an account. Immutable.
 *
 * <p>It is part of what makes a connection unique, and stands in URL templates as its name in
 * braces.
 */
public final class Variable {
  private final String name;
  private final Set<String> choices;
  private final @Nullable String defaultValue;
  private final @Nullable String replyField;

  private Variable(Builder builder) {
    this.name = builder.name;
    this.choices = Collections.unmodifiableSet(new LinkedHashSet<>(builder.choices));
    this.defaultValue = builder.defaultValue;
    this.replyField = builder.replyField;
  }

  /**
   * Starts a builder.
   *
   * @param name the name: lower-case letters, digits and underscores, at most 40
   * @return a builder with every other property at its default
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** {@return the name: lower-case letters, digits and underscores, at most 40} */
  public String name() {
    return name;
  }

  /** {@return the values it may have} */
  public Set<String> choices() {
    return choices;
  }

  /** {@return the value where a request names none; empty if a request must name one} */
  public Optional<String> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /**
   * {@return where a token reply says which value the account has, as a path of field names with
   * dots between; empty if it does not}
   */
  public Optional<String> replyField() {
    return Optional.ofNullable(replyField);
  }

  @Override
  public String toString() {
    return "Variable[name=" + name + ", choices=" + choices + "]";
  }

  /** Builds a {@link Variable}. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final Set<String> choices = new LinkedHashSet<>();
    private @Nullable String defaultValue;
    private @Nullable String replyField;

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Adds to the values it may have. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder choices(String... added) {
      Collections.addAll(choices, added);
      return this;
    }

    /**
     * Sets the value where a request names none. Default: none.
     *
     * @param defaultValue the value where a request names none
     * @return this builder
     */
    public Builder defaultValue(@Nullable String defaultValue) {
      this.defaultValue = defaultValue;
      return this;
    }

    /**
     * Sets where a token reply says which value the account has. What stands there counts only if
     * it is one of the choices. Default: none.
     *
     * @param replyField a path of field names with dots between
     * @return this builder
     */
    public Builder replyField(@Nullable String replyField) {
      this.replyField = replyField;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public Variable build() {
      return new Variable(this);
    }
  }
}

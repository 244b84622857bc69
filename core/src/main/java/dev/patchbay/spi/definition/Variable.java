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
  private final boolean customHosts;
  private final @Nullable String replaces;

  private Variable(Builder builder) {
    this.name = builder.name;
    this.choices = Collections.unmodifiableSet(new LinkedHashSet<>(builder.choices));
    this.defaultValue = builder.defaultValue;
    this.replyField = builder.replyField;
    this.customHosts = builder.customHosts;
    this.replaces = builder.replaces;
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

  /** {@return the values it may have, besides custom hosts if it takes them} */
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

  /**
   * {@return whether it may be the name of a host that a user names, where the operator allows it;
   * then its value is in lower case}
   */
  public boolean takesCustomHosts() {
    return customHosts;
  }

  /** {@return the variable that is left out where this one is given; empty if none is} */
  public Optional<String> replaces() {
    return Optional.ofNullable(replaces);
  }

  /** {@return whether a connection may do without it: it takes custom hosts and has no choices} */
  public boolean isOptional() {
    return customHosts && choices.isEmpty();
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
    private boolean customHosts = false;
    private @Nullable String replaces;

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
     * Switches on: besides its choices, it may be the name of a host of the user's own, such as a
     * self-hosted service. Nobody can name one before the operator allows it. Without choices the
     * variable is optional. In a URL it stands at the end of the host, alone or after a dot.
     * Default: off.
     *
     * @return this builder
     */
    public Builder customHosts() {
      this.customHosts = true;
      return this;
    }

    /**
     * Sets the variable that is left out where this optional one is given. Default: none.
     *
     * @param replaces the name of another variable, which replaces none itself
     * @return this builder
     */
    public Builder replaces(@Nullable String replaces) {
      this.replaces = replaces;
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

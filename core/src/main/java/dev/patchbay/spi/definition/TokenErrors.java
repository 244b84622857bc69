package dev.patchbay.spi.definition;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The error codes of a token endpoint beyond those of RFC 6749, by whose move it is after them.
 * Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, section 5.2</a>
 */
public final class TokenErrors {
  private final Set<String> terminal;
  private final Set<String> operator;
  private final Set<String> passing;

  private TokenErrors(Builder builder) {
    this.terminal = Collections.unmodifiableSet(new LinkedHashSet<>(builder.terminal));
    this.operator = Collections.unmodifiableSet(new LinkedHashSet<>(builder.operator));
    this.passing = Collections.unmodifiableSet(new LinkedHashSet<>(builder.passing));
  }

  /**
   * Starts a builder.
   *
   * @return a builder with every other property at its default
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the codes that, like {@code invalid_grant}, mean a dead code or grant} */
  public Set<String> terminal() {
    return terminal;
  }

  /** {@return the codes that, like {@code invalid_client}, only the operator can mend} */
  public Set<String> operator() {
    return operator;
  }

  /** {@return the codes that, like {@code temporarily_unavailable}, pass by themselves} */
  public Set<String> passing() {
    return passing;
  }

  @Override
  public String toString() {
    return "TokenErrors[terminal="
        + terminal
        + ", operator="
        + operator
        + ", passing="
        + passing
        + "]";
  }

  /** Builds a {@link TokenErrors}. Not thread-safe. */
  public static final class Builder {
    private final Set<String> terminal = new LinkedHashSet<>();
    private final Set<String> operator = new LinkedHashSet<>();
    private final Set<String> passing = new LinkedHashSet<>();

    private Builder() {}

    /**
     * Adds to the codes that, like {@code invalid_grant}, mean a dead code or grant. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder terminal(String... added) {
      Collections.addAll(terminal, added);
      return this;
    }

    /**
     * Adds to the codes that, like {@code invalid_client}, only the operator can mend. Default:
     * none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder operator(String... added) {
      Collections.addAll(operator, added);
      return this;
    }

    /**
     * Adds to the codes that, like {@code temporarily_unavailable}, pass by themselves. Default:
     * none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder passing(String... added) {
      Collections.addAll(passing, added);
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public TokenErrors build() {
      return new TokenErrors(this);
    }
  }
}

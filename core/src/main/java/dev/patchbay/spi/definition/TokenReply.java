package dev.patchbay.spi.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a token reply holds: at least one token set, and perhaps variables that the service decided.
 * Immutable.
 */
public final class TokenReply {
  private final TokenGrant primary;
  private final List<TokenGrant> others;
  private final Map<String, String> variables;

  private TokenReply(Builder builder) {
    this.primary = builder.primary;
    this.others = List.copyOf(builder.others);
    this.variables = Collections.unmodifiableMap(new LinkedHashMap<>(builder.variables));
  }

  /**
   * Starts a builder.
   *
   * @param primary the primary token set
   * @return a builder with every other property at its default
   */
  public static Builder builder(TokenGrant primary) {
    return new Builder(primary);
  }

  /** {@return the primary token set} */
  public TokenGrant primary() {
    return primary;
  }

  /** {@return the other token sets} */
  public List<TokenGrant> others() {
    return others;
  }

  /** {@return the variables that the reply fixes} */
  public Map<String, String> variables() {
    return variables;
  }

  /** {@return all token sets, the primary one first} */
  public List<TokenGrant> grants() {
    List<TokenGrant> all = new ArrayList<>();
    all.add(primary);
    all.addAll(others);
    return List.copyOf(all);
  }

  @Override
  public String toString() {
    return "TokenReply[variables=" + variables + "]";
  }

  /** Builds a {@link TokenReply}. Not thread-safe. */
  public static final class Builder {
    private final TokenGrant primary;
    private final List<TokenGrant> others = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();

    private Builder(TokenGrant primary) {
      this.primary = Objects.requireNonNull(primary, "primary");
    }

    /**
     * Adds to the other token sets. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder others(TokenGrant... added) {
      Collections.addAll(others, added);
      return this;
    }

    /**
     * Adds one entry to the variables that the reply fixes; the last of equal names wins. Default:
     * empty.
     *
     * @param name a variable that the integration declares
     * @param value its value
     * @return this builder
     */
    public Builder variable(String name, String value) {
      variables.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public TokenReply build() {
      return new TokenReply(this);
    }
  }
}

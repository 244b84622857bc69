package dev.patchbay.spi.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Connecting with an access token that the host or its user already has. Immutable.
 *
 * <p>Tokens are opaque: the prefixes of this type only tell people what went wrong, and a token
 * that begins like none of them is accepted.
 */
public final class AccessToken implements AuthMethod {
  private final String description;
  private final List<WrongKind> wrongKinds;
  private final List<WrongKind> wrongRefreshKinds;
  private final List<String> unrefreshablePrefixes;
  private final Map<String, String> tokenSets;

  private AccessToken(Builder builder) {
    this.description = builder.description;
    this.wrongKinds = List.copyOf(builder.wrongKinds);
    this.wrongRefreshKinds = List.copyOf(builder.wrongRefreshKinds);
    this.unrefreshablePrefixes = List.copyOf(builder.unrefreshablePrefixes);
    this.tokenSets = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tokenSets));
  }

  /**
   * Starts a builder.
   *
   * @param description what the service's tokens are called, and how they begin, for a person who
   *     pastes one
   * @return a builder with every other property at its default
   */
  public static Builder builder(String description) {
    return new Builder(description);
  }

  /**
   * {@return what the service's tokens are called, and how they begin, for a person who pastes one}
   */
  public String description() {
    return description;
  }

  /** {@return what may be mistaken for an access token} */
  public List<WrongKind> wrongKinds() {
    return wrongKinds;
  }

  /** {@return what may be mistaken for a refresh token} */
  public List<WrongKind> wrongRefreshKinds() {
    return wrongRefreshKinds;
  }

  /** {@return how access tokens begin that never have a refresh token} */
  public List<String> unrefreshablePrefixes() {
    return unrefreshablePrefixes;
  }

  /** {@return how tokens begin that belong to another set than the primary one, and to which} */
  public Map<String, String> tokenSets() {
    return tokenSets;
  }

  @Override
  public String toString() {
    return "AccessToken[description=" + description + "]";
  }

  /** Builds an {@link AccessToken}. Not thread-safe. */
  public static final class Builder {
    private final String description;
    private final List<WrongKind> wrongKinds = new ArrayList<>();
    private final List<WrongKind> wrongRefreshKinds = new ArrayList<>();
    private final List<String> unrefreshablePrefixes = new ArrayList<>();
    private final Map<String, String> tokenSets = new LinkedHashMap<>();

    private Builder(String description) {
      this.description = Objects.requireNonNull(description, "description");
    }

    /**
     * Adds to what may be mistaken for an access token. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder wrongKinds(WrongKind... added) {
      Collections.addAll(wrongKinds, added);
      return this;
    }

    /**
     * Adds to what may be mistaken for a refresh token. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder wrongRefreshKinds(WrongKind... added) {
      Collections.addAll(wrongRefreshKinds, added);
      return this;
    }

    /**
     * Adds to how access tokens begin that never have a refresh token. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder unrefreshablePrefixes(String... added) {
      Collections.addAll(unrefreshablePrefixes, added);
      return this;
    }

    /**
     * Says which token set a token belongs to that begins like this. Default: the primary one.
     *
     * @param prefix how it begins
     * @param tokenSet the name of a token set of {@link OAuth2}
     * @return this builder
     */
    public Builder tokenSet(String prefix, String tokenSet) {
      tokenSets.put(
          Objects.requireNonNull(prefix, "prefix"), Objects.requireNonNull(tokenSet, "tokenSet"));
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public AccessToken build() {
      return new AccessToken(this);
    }
  }
}

package dev.patchbay.spi.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one token set stands in a token reply. Immutable. Each place is a path of field names with
 * dots between, such as {@code authed_user.access_token}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749, section 5.1</a>
 */
public final class TokenSetShape {
  private final String name;
  private final String accessToken;
  private final String tokenType;
  private final String refreshToken;
  private final String expiresIn;
  private final String refreshExpiresIn;
  private final String scope;
  private final Map<String, String> scopeAliases;
  private final boolean optional;
  private final @Nullable String requiredType;
  private final @Nullable TokenSetShape refreshed;

  private TokenSetShape(Builder builder) {
    this.name = builder.name;
    this.accessToken = builder.accessToken;
    this.tokenType = builder.tokenType;
    this.refreshToken = builder.refreshToken;
    this.expiresIn = builder.expiresIn;
    this.refreshExpiresIn = builder.refreshExpiresIn;
    this.scope = builder.scope;
    this.scopeAliases = Collections.unmodifiableMap(new LinkedHashMap<>(builder.scopeAliases));
    this.optional = builder.optional;
    this.requiredType = builder.requiredType;
    this.refreshed = builder.refreshed;
  }

  /**
   * Starts a builder.
   *
   * @param name the name of the token set; {@code default} where there is only one
   * @return a builder with every other property at its default
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** {@return the name of the token set; {@code default} where there is only one} */
  public String name() {
    return name;
  }

  static List<String> names(List<TokenSetShape> shapes) {
    List<String> names = new ArrayList<>();
    for (TokenSetShape shape : shapes) {
      names.add(shape.name());
    }
    return names;
  }

  /** {@return the path of the access token} */
  public String accessToken() {
    return accessToken;
  }

  /** {@return the path of the token type} */
  public String tokenType() {
    return tokenType;
  }

  /** {@return the path of the refresh token} */
  public String refreshToken() {
    return refreshToken;
  }

  /** {@return the path of the access token's life in seconds} */
  public String expiresIn() {
    return expiresIn;
  }

  /** {@return the path of the refresh token's life in seconds} */
  public String refreshExpiresIn() {
    return refreshExpiresIn;
  }

  /** {@return the path of the granted scopes} */
  public String scope() {
    return scope;
  }

  /** {@return what a reply calls a scope, and what it was asked for as} */
  public Map<String, String> scopeAliases() {
    return scopeAliases;
  }

  /** {@return whether a reply may do without this set, if it has another one} */
  public boolean optional() {
    return optional;
  }

  /**
   * {@return the one token type, in lower case, that a token of this set can have, such as {@code
   * bot}; empty if the type does not tell one set from another}
   */
  public Optional<String> requiredType() {
    return Optional.ofNullable(requiredType);
  }

  /** {@return where this set stands in the reply to a refresh; this shape if it says nothing} */
  public TokenSetShape refreshed() {
    return refreshed == null ? this : refreshed;
  }

  @Override
  public String toString() {
    return "TokenSetShape[name=" + name + "]";
  }

  /** Builds a {@link TokenSetShape}. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private String accessToken = "access_token";
    private String tokenType = "token_type";
    private String refreshToken = "refresh_token";
    private String expiresIn = "expires_in";
    private String refreshExpiresIn = "refresh_token_expires_in";
    private String scope = "scope";
    private final Map<String, String> scopeAliases = new LinkedHashMap<>();
    private boolean optional = false;
    private @Nullable String requiredType;
    private @Nullable TokenSetShape refreshed;

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Sets the path of the access token. Default: {@code access_token}.
     *
     * @param accessToken the path of the access token
     * @return this builder
     */
    public Builder accessToken(String accessToken) {
      this.accessToken = Objects.requireNonNull(accessToken, "accessToken");
      return this;
    }

    /**
     * Sets the path of the token type. Default: {@code token_type}.
     *
     * @param tokenType the path of the token type
     * @return this builder
     */
    public Builder tokenType(String tokenType) {
      this.tokenType = Objects.requireNonNull(tokenType, "tokenType");
      return this;
    }

    /**
     * Sets the path of the refresh token. Default: {@code refresh_token}.
     *
     * @param refreshToken the path of the refresh token
     * @return this builder
     */
    public Builder refreshToken(String refreshToken) {
      this.refreshToken = Objects.requireNonNull(refreshToken, "refreshToken");
      return this;
    }

    /**
     * Sets the path of the access token's life in seconds. Default: {@code expires_in}.
     *
     * @param expiresIn the path of the access token's life in seconds
     * @return this builder
     */
    public Builder expiresIn(String expiresIn) {
      this.expiresIn = Objects.requireNonNull(expiresIn, "expiresIn");
      return this;
    }

    /**
     * Sets the path of the refresh token's life in seconds. Default: {@code
     * refresh_token_expires_in}.
     *
     * @param refreshExpiresIn the path of the refresh token's life in seconds
     * @return this builder
     */
    public Builder refreshExpiresIn(String refreshExpiresIn) {
      this.refreshExpiresIn = Objects.requireNonNull(refreshExpiresIn, "refreshExpiresIn");
      return this;
    }

    /**
     * Sets the path of the granted scopes. Default: {@code scope}.
     *
     * @param scope the path of the granted scopes
     * @return this builder
     */
    public Builder scope(String scope) {
      this.scope = Objects.requireNonNull(scope, "scope");
      return this;
    }

    /**
     * Says that a reply calls a scope otherwise than it was asked for. Default: none.
     *
     * @param told the name in the reply
     * @param asked the name in the request, by which it is known from then on
     * @return this builder
     */
    public Builder scopeAlias(String told, String asked) {
      scopeAliases.put(
          Objects.requireNonNull(told, "told"), Objects.requireNonNull(asked, "asked"));
      return this;
    }

    /**
     * Switches on: a reply may do without this set, if it has another one; the first that is there
     * is the primary one. Default: off.
     *
     * @return this builder
     */
    public Builder optional() {
      this.optional = true;
      return this;
    }

    /**
     * Demands a token type: a token whose reply names another one is not of this set, not even as
     * the answer to its refresh. A reply that names none is believed. Default: {@code bearer}, or
     * one of {@link OAuth2#tokenTypes()}.
     *
     * @param requiredType the type, in any case
     * @return this builder
     */
    public Builder requiredType(String requiredType) {
      this.requiredType = requiredType.toLowerCase(Locale.ROOT);
      return this;
    }

    /**
     * Sets where this set stands in the reply to a refresh. Default: where it stands in the reply
     * to an exchange.
     *
     * @param refreshed the shape, of the same name
     * @return this builder
     */
    public Builder refreshed(TokenSetShape refreshed) {
      this.refreshed = Objects.requireNonNull(refreshed, "refreshed");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public TokenSetShape build() {
      return new TokenSetShape(this);
    }
  }
}

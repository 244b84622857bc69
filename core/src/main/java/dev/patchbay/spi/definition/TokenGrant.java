package dev.patchbay.spi.definition;

import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One token set as a service granted it. Immutable; {@code toString} leaves the tokens out. */
public final class TokenGrant {
  private final String name;
  private final Secret accessToken;
  private final @Nullable String tokenType;
  private final @Nullable Secret refreshToken;
  private final @Nullable Duration expiresIn;
  private final @Nullable Duration refreshExpiresIn;
  private final @Nullable Scopes scopes;
  private final Map<String, String> extra;

  private TokenGrant(Builder builder) {
    this.name = builder.name;
    this.accessToken = builder.accessToken;
    this.tokenType = builder.tokenType;
    this.refreshToken = builder.refreshToken;
    this.expiresIn = builder.expiresIn;
    this.refreshExpiresIn = builder.refreshExpiresIn;
    this.scopes = builder.scopes;
    this.extra = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extra));
  }

  /**
   * Starts a builder.
   *
   * @param name the name of the token set
   * @param accessToken the access token
   * @return a builder with every other property at its default
   */
  public static Builder builder(String name, Secret accessToken) {
    return new Builder(name, accessToken);
  }

  /** {@return a builder that starts with the values of this one} */
  public Builder toBuilder() {
    Builder copy = new Builder(name, accessToken);
    copy.tokenType = tokenType;
    copy.refreshToken = refreshToken;
    copy.expiresIn = expiresIn;
    copy.refreshExpiresIn = refreshExpiresIn;
    copy.scopes = scopes;
    copy.extra.putAll(extra);
    return copy;
  }

  /** {@return the name of the token set} */
  public String name() {
    return name;
  }

  /** {@return the access token} */
  public Secret accessToken() {
    return accessToken;
  }

  /** {@return the token type as the service wrote it; empty if it named none} */
  public Optional<String> tokenType() {
    return Optional.ofNullable(tokenType);
  }

  /** {@return the refresh token; empty if none came} */
  public Optional<Secret> refreshToken() {
    return Optional.ofNullable(refreshToken);
  }

  /**
   * {@return how long the access token lives; empty if the service did not say, or not readably}
   */
  public Optional<Duration> expiresIn() {
    return Optional.ofNullable(expiresIn);
  }

  /**
   * {@return how long the refresh token lives; empty if the service did not say, or not readably}
   */
  public Optional<Duration> refreshExpiresIn() {
    return Optional.ofNullable(refreshExpiresIn);
  }

  /** {@return the scopes granted; empty if the service did not say} */
  public Optional<Scopes> scopes() {
    return Optional.ofNullable(scopes);
  }

  /** {@return further values that are kept with the tokens, encrypted like them} */
  public Map<String, String> extra() {
    return extra;
  }

  @Override
  public String toString() {
    return "TokenGrant[name=" + name + "]";
  }

  /** Builds a {@link TokenGrant}. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final Secret accessToken;
    private @Nullable String tokenType;
    private @Nullable Secret refreshToken;
    private @Nullable Duration expiresIn;
    private @Nullable Duration refreshExpiresIn;
    private @Nullable Scopes scopes;
    private final Map<String, String> extra = new LinkedHashMap<>();

    private Builder(String name, Secret accessToken) {
      this.name = Objects.requireNonNull(name, "name");
      this.accessToken = Objects.requireNonNull(accessToken, "accessToken");
    }

    /**
     * Sets the token type as the service wrote it. Default: none.
     *
     * @param tokenType the token type as the service wrote it
     * @return this builder
     */
    public Builder tokenType(@Nullable String tokenType) {
      this.tokenType = tokenType;
      return this;
    }

    /**
     * Sets the refresh token. Default: none.
     *
     * @param refreshToken the refresh token
     * @return this builder
     */
    public Builder refreshToken(@Nullable Secret refreshToken) {
      this.refreshToken = refreshToken;
      return this;
    }

    /**
     * Sets how long the access token lives. Default: none.
     *
     * @param expiresIn how long the access token lives
     * @return this builder
     */
    public Builder expiresIn(@Nullable Duration expiresIn) {
      this.expiresIn = expiresIn;
      return this;
    }

    /**
     * Sets how long the refresh token lives. Default: none.
     *
     * @param refreshExpiresIn how long the refresh token lives
     * @return this builder
     */
    public Builder refreshExpiresIn(@Nullable Duration refreshExpiresIn) {
      this.refreshExpiresIn = refreshExpiresIn;
      return this;
    }

    /**
     * Sets the scopes granted. Default: none.
     *
     * @param scopes the scopes granted
     * @return this builder
     */
    public Builder scopes(@Nullable Scopes scopes) {
      this.scopes = scopes;
      return this;
    }

    /**
     * Adds one entry to the further values that are kept with the tokens; the last of equal names
     * wins. Default: empty.
     *
     * @param name the name
     * @param value its value
     * @return this builder
     */
    public Builder extra(String name, String value) {
      extra.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public TokenGrant build() {
      return new TokenGrant(this);
    }
  }
}

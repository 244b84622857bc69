package dev.patchbay.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A credential that was valid when it was handed out. Ask again for each use rather than keep it:
 * asking costs next to nothing while it is valid, and only a new one is refreshed. Immutable; its
 * secret is redacted in {@link #toString}.
 *
 * <pre>{@code
 * Credentials credentials = integrations.connections().credentials(workspaceId, connectionId);
 * request.header("Authorization", "Bearer " + credentials.accessToken().reveal());
 * }</pre>
 */
public final class Credentials {
  private final ConnectionId connectionId;
  private final String tokenSet;
  private final long version;
  private final Secret accessToken;
  private final CredentialKind kind;
  private final @Nullable String tokenType;
  private final Scopes scopes;
  private final @Nullable Instant expiresAt;
  private final Map<String, String> extra;

  private Credentials(Builder builder) {
    this.connectionId = builder.connectionId;
    this.tokenSet = builder.tokenSet;
    this.version = builder.version;
    this.accessToken = builder.accessToken;
    this.kind = builder.kind;
    this.tokenType = builder.tokenType;
    this.scopes = builder.scopes;
    this.expiresAt = builder.expiresAt;
    this.extra = SmallMaps.copyOf(builder.extra);
  }

  /**
   * Starts a builder.
   *
   * @param connectionId the connection
   * @param tokenSet the name of the token set, such as {@code default}
   * @param version the credential version, from 1
   * @param accessToken the access token or the API key
   * @return a builder with every other property at its default
   */
  public static Builder builder(
      ConnectionId connectionId, String tokenSet, long version, Secret accessToken) {
    return new Builder(connectionId, tokenSet, version, accessToken);
  }

  /** {@return the connection} */
  public ConnectionId connectionId() {
    return connectionId;
  }

  /** {@return the name of the token set, such as {@code default}} */
  public String tokenSet() {
    return tokenSet;
  }

  /** {@return the credential version, from 1; every new credential has a higher one} */
  public long version() {
    return version;
  }

  /** {@return the access token or the API key} */
  public Secret accessToken() {
    return accessToken;
  }

  /** {@return how the credential came} */
  public CredentialKind kind() {
    return kind;
  }

  /** {@return the token type as the service told it; empty if it told none} */
  public Optional<String> tokenType() {
    return Optional.ofNullable(tokenType);
  }

  /** {@return the scopes that the service told; empty if it told none} */
  public Scopes scopes() {
    return scopes;
  }

  /** {@return when the access token expires, in store time; empty if that is not known} */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt);
  }

  /** {@return what else is kept with the credential, such as a project; never a secret} */
  public Map<String, String> extra() {
    return extra;
  }

  @Override
  public String toString() {
    return "Credentials[connectionId="
        + connectionId
        + ", tokenSet="
        + tokenSet
        + ", version="
        + version
        + ", expiresAt="
        + expiresAt
        + "]";
  }

  /** Builds {@link Credentials}. Not thread-safe. */
  public static final class Builder {
    private final ConnectionId connectionId;
    private final String tokenSet;
    private final long version;
    private final Secret accessToken;
    private CredentialKind kind = CredentialKind.OAUTH;
    private @Nullable String tokenType;
    private Scopes scopes = Scopes.none();
    private @Nullable Instant expiresAt;
    private final Map<String, String> extra = new LinkedHashMap<>();

    private Builder(ConnectionId connectionId, String tokenSet, long version, Secret accessToken) {
      this.connectionId = Objects.requireNonNull(connectionId, "connectionId");
      this.tokenSet = Objects.requireNonNull(tokenSet, "tokenSet");
      this.version = version;
      this.accessToken = Objects.requireNonNull(accessToken, "accessToken");
    }

    /**
     * Sets how the credential came. Default: {@link CredentialKind#OAUTH}.
     *
     * @param kind how the credential came
     * @return this builder
     */
    public Builder kind(CredentialKind kind) {
      this.kind = Objects.requireNonNull(kind, "kind");
      return this;
    }

    /**
     * Sets the token type as the service told it. Default: none.
     *
     * @param tokenType the token type
     * @return this builder
     */
    public Builder tokenType(@Nullable String tokenType) {
      this.tokenType = tokenType;
      return this;
    }

    /**
     * Sets the scopes that the service told. Default: none.
     *
     * @param scopes the scopes
     * @return this builder
     */
    public Builder scopes(Scopes scopes) {
      this.scopes = Objects.requireNonNull(scopes, "scopes");
      return this;
    }

    /**
     * Sets when the access token expires, in store time. Default: none.
     *
     * @param expiresAt when the access token expires
     * @return this builder
     */
    public Builder expiresAt(@Nullable Instant expiresAt) {
      this.expiresAt = expiresAt;
      return this;
    }

    /**
     * Adds to what else is kept with the credential. Default: nothing.
     *
     * @param name the name
     * @param value the value
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
    public Credentials build() {
      return new Credentials(this);
    }
  }
}

package dev.patchbay.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host hands over to connect an account with a credential that it already has: an access
 * token, perhaps with its refresh token, or an API key. Immutable; checked when the connection is
 * created. {@code toString} leaves the credential out.
 *
 * <pre>{@code
 * ConnectionRequest.builder("posthog").apiKey(Secret.of(pasted)).variable("region", "eu").build();
 * }</pre>
 */
public final class ConnectionRequest {
  private final String integrationType;
  private final @Nullable Secret accessToken;
  private final @Nullable Secret apiKey;
  private final @Nullable Secret refreshToken;
  private final @Nullable String clientId;
  private final @Nullable Duration expiresIn;
  private final @Nullable Scopes scopes;
  private final Map<String, String> extra;
  private final Map<String, String> variables;
  private final @Nullable MemberId memberId;
  private final @Nullable ConnectionId connectionId;
  private final boolean accountChangeAllowed;
  private final boolean verificationOff;

  private ConnectionRequest(Builder builder) {
    this.integrationType = builder.integrationType;
    this.accessToken = builder.accessToken;
    this.apiKey = builder.apiKey;
    this.refreshToken = builder.refreshToken;
    this.clientId = builder.clientId;
    this.expiresIn = builder.expiresIn;
    this.scopes = builder.scopes;
    this.extra = SmallMaps.copyOf(builder.extra);
    this.variables = SmallMaps.copyOf(builder.variables);
    this.memberId = builder.memberId;
    this.connectionId = builder.connectionId;
    this.accountChangeAllowed = builder.accountChangeAllowed;
    this.verificationOff = builder.verificationOff;
  }

  /**
   * Starts a builder.
   *
   * @param integrationType the integration, for instance {@code github}
   * @return a builder with every other property at its default
   */
  public static Builder builder(String integrationType) {
    return new Builder(integrationType);
  }

  /** {@return the integration, for instance {@code github}} */
  public String integrationType() {
    return integrationType;
  }

  /**
   * {@return the access token, at most 16 KiB of printable ASCII; white space around it is not part
   * of it; empty if an API key is handed over}
   */
  public Optional<Secret> accessToken() {
    return Optional.ofNullable(accessToken);
  }

  /**
   * {@return the API key, at most 16 KiB of printable ASCII; white space around it is not part of
   * it; empty if an access token is handed over}
   */
  public Optional<Secret> apiKey() {
    return Optional.ofNullable(apiKey);
  }

  /**
   * {@return the refresh token that belongs to the access token; it is of use only to the client
   * that minted both; empty if the access token is not to be refreshed}
   */
  public Optional<Secret> refreshToken() {
    return Optional.ofNullable(refreshToken);
  }

  /**
   * {@return the id of the configured client that minted the tokens; empty if they came with no
   * refresh token and are not to be revoked, or with one, from the client that the workspace's
   * sessions use}
   */
  public Optional<String> clientId() {
    return Optional.ofNullable(clientId);
  }

  /**
   * {@return how long the access token lives from now, up to ten years; empty if that is not known}
   */
  public Optional<Duration> expiresIn() {
    return Optional.ofNullable(expiresIn);
  }

  /** {@return the scopes that the credential has; empty if they are not known} */
  public Optional<Scopes> scopes() {
    return Optional.ofNullable(scopes);
  }

  /**
   * {@return further values that are kept with the credential, encrypted like it: at most 32 of at
   * most 1,024 characters each}
   */
  public Map<String, String> extra() {
    return extra;
  }

  /** {@return the integration's variables, for instance a region} */
  public Map<String, String> variables() {
    return variables;
  }

  /** {@return the member who will own the connection; empty if the workspace shares it} */
  public Optional<MemberId> memberId() {
    return Optional.ofNullable(memberId);
  }

  /**
   * {@return the connection whose credential is replaced; it keeps its id, and takes the account if
   * it was never verified; empty if a new connection is made, or the one of the same account or
   * credential is renewed}
   */
  public Optional<ConnectionId> connectionId() {
    return Optional.ofNullable(connectionId);
  }

  /** {@return whether the named connection may become one of another account} */
  public boolean accountChangeAllowed() {
    return accountChangeAllowed;
  }

  /** {@return whether the service is not asked whose credential it is} */
  public boolean verificationOff() {
    return verificationOff;
  }

  @Override
  public String toString() {
    return "ConnectionRequest[integrationType=" + integrationType + "]";
  }

  /** Builds a {@link ConnectionRequest}. Not thread-safe. */
  public static final class Builder {
    private final String integrationType;
    private @Nullable Secret accessToken;
    private @Nullable Secret apiKey;
    private @Nullable Secret refreshToken;
    private @Nullable String clientId;
    private @Nullable Duration expiresIn;
    private @Nullable Scopes scopes;
    private final Map<String, String> extra = new LinkedHashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private @Nullable MemberId memberId;
    private @Nullable ConnectionId connectionId;
    private boolean accountChangeAllowed = false;
    private boolean verificationOff = false;

    private Builder(String integrationType) {
      this.integrationType = Objects.requireNonNull(integrationType, "integrationType");
    }

    /**
     * Sets the access token, at most 16 KiB of printable ASCII; white space around it is not part
     * of it. Default: none.
     *
     * @param accessToken the access token, at most 16 KiB of printable ASCII; white space around it
     *     is not part of it
     * @return this builder
     */
    public Builder accessToken(Secret accessToken) {
      this.accessToken = Objects.requireNonNull(accessToken, "accessToken");
      return this;
    }

    /**
     * Sets the API key, at most 16 KiB of printable ASCII; white space around it is not part of it.
     * Default: none.
     *
     * @param apiKey the API key, at most 16 KiB of printable ASCII; white space around it is not
     *     part of it
     * @return this builder
     */
    public Builder apiKey(Secret apiKey) {
      this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
      return this;
    }

    /**
     * Sets the refresh token that belongs to the access token; it is of use only to the client that
     * minted both. Default: none.
     *
     * @param refreshToken the refresh token that belongs to the access token; it is of use only to
     *     the client that minted both
     * @return this builder
     */
    public Builder refreshToken(Secret refreshToken) {
      this.refreshToken = Objects.requireNonNull(refreshToken, "refreshToken");
      return this;
    }

    /**
     * Sets the id of the configured client that minted the tokens. Default: none.
     *
     * @param clientId the id of the configured client that minted the tokens
     * @return this builder
     */
    public Builder clientId(String clientId) {
      this.clientId = Objects.requireNonNull(clientId, "clientId");
      return this;
    }

    /**
     * Sets how long the access token lives from now, up to ten years. Default: none.
     *
     * @param expiresIn how long the access token lives from now, up to ten years
     * @return this builder
     */
    public Builder expiresIn(Duration expiresIn) {
      this.expiresIn = Objects.requireNonNull(expiresIn, "expiresIn");
      return this;
    }

    /**
     * Sets the scopes that the credential has. Default: none.
     *
     * @param scopes the scopes that the credential has
     * @return this builder
     */
    public Builder scopes(Scopes scopes) {
      this.scopes = Objects.requireNonNull(scopes, "scopes");
      return this;
    }

    /**
     * Adds one entry to further values that are kept with the credential, encrypted like it: at
     * most 32 of at most 1,024 characters each; the last of equal names wins. Default: empty.
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
     * Adds one entry to the integration's variables, for instance a region; the last of equal names
     * wins. Default: empty.
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
     * Sets the member who will own the connection. Default: none.
     *
     * @param memberId the member who will own the connection
     * @return this builder
     */
    public Builder memberId(MemberId memberId) {
      this.memberId = Objects.requireNonNull(memberId, "memberId");
      return this;
    }

    /**
     * Sets the connection whose credential is replaced; it keeps its id. Default: none.
     *
     * @param connectionId the connection whose credential is replaced; it keeps its id
     * @return this builder
     */
    public Builder connectionId(ConnectionId connectionId) {
      this.connectionId = Objects.requireNonNull(connectionId, "connectionId");
      return this;
    }

    /**
     * Allows the named connection to become one of another account than before. Default: refused.
     *
     * @return this builder
     */
    public Builder accountChangeAllowed() {
      this.accountChangeAllowed = true;
      return this;
    }

    /**
     * Stores the credential without asking the service whose it is: the connection then has no
     * account and is never merged with another one. Default: the service is asked, and nothing is
     * stored that it refuses.
     *
     * @return this builder
     */
    public Builder verificationOff() {
      this.verificationOff = true;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ConnectionRequest build() {
      return new ConnectionRequest(this);
    }
  }
}

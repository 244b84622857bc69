package dev.patchbay.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host asks for when it begins to connect an account by OAuth. Immutable; checked when the
 * session is created.
 *
 * <pre>{@code
 * SessionRequest.builder(WorkspaceId.of("ws_1"), "github").returnTo("/settings").build();
 * }</pre>
 */
public final class SessionRequest {
  private final WorkspaceId workspaceId;
  private final String integrationType;
  private final @Nullable MemberId memberId;
  private final @Nullable String returnTo;
  private final @Nullable Scopes scopes;
  private final Scopes additionalScopes;
  private final Map<String, String> variables;
  private final Map<String, String> parameters;
  private final @Nullable Secret browserBinding;
  private final @Nullable ConnectionId connectionId;
  private final boolean accountChangeAllowed;

  private SessionRequest(Builder builder) {
    this.workspaceId = builder.workspaceId;
    this.integrationType = builder.integrationType;
    this.memberId = builder.memberId;
    this.returnTo = builder.returnTo;
    this.scopes = builder.scopes;
    this.additionalScopes = builder.additionalScopes;
    this.variables = SmallMaps.copyOf(builder.variables);
    this.parameters = SmallMaps.copyOf(builder.parameters);
    this.browserBinding = builder.browserBinding;
    this.connectionId = builder.connectionId;
    this.accountChangeAllowed = builder.accountChangeAllowed;
  }

  /**
   * Starts a builder.
   *
   * @param workspaceId the workspace that the connection will belong to
   * @param integrationType the integration, for instance {@code github}
   * @return a builder with every other property at its default
   */
  public static Builder builder(WorkspaceId workspaceId, String integrationType) {
    return new Builder(workspaceId, integrationType);
  }

  /** {@return the workspace that the connection will belong to} */
  public WorkspaceId workspaceId() {
    return workspaceId;
  }

  /** {@return the integration, for instance {@code github}} */
  public String integrationType() {
    return integrationType;
  }

  /**
   * {@return the member who will own the connection; empty if the connection is shared by the
   * workspace}
   */
  public Optional<MemberId> memberId() {
    return Optional.ofNullable(memberId);
  }

  /**
   * {@return where the browser goes afterwards: a path on the host's own site, or a URL that the
   * configured allow-list covers; at most 2,048 characters, without a fragment and without the
   * parameters {@code status}, {@code connection_id} and {@code error}; empty if the host shows a
   * page of its own}
   */
  public Optional<String> returnTo() {
    return Optional.ofNullable(returnTo);
  }

  /**
   * {@return the scopes to ask for; empty for those that the named connection asked for before, or
   * else the integration's default}
   */
  public Optional<Scopes> scopes() {
    return Optional.ofNullable(scopes);
  }

  /** {@return the scopes to ask for on top of {@link #scopes()}} */
  public Scopes additionalScopes() {
    return additionalScopes;
  }

  /** {@return the integration's variables, for instance a region} */
  public Map<String, String> variables() {
    return variables;
  }

  /** {@return extra parameters of the authorise URL} */
  public Map<String, String> parameters() {
    return parameters;
  }

  /**
   * {@return a value that only the browser of the user who begins holds (a cookie); its hash is
   * kept and the callback must present the same; empty if the session is not bound to a browser}
   */
  public Optional<Secret> browserBinding() {
    return Optional.ofNullable(browserBinding);
  }

  /**
   * {@return the connection to reconnect; it keeps its id; empty if a new connection is made, or
   * the one of the same account gets the new credential}
   */
  public Optional<ConnectionId> connectionId() {
    return Optional.ofNullable(connectionId);
  }

  /** {@return a reconnect may come back as another account than the connected one} */
  public boolean accountChangeAllowed() {
    return accountChangeAllowed;
  }

  @Override
  public String toString() {
    return "SessionRequest[workspaceId="
        + workspaceId
        + ", integrationType="
        + integrationType
        + "]";
  }

  /** Builds a {@link SessionRequest}. Not thread-safe. */
  public static final class Builder {
    private final WorkspaceId workspaceId;
    private final String integrationType;
    private @Nullable MemberId memberId;
    private @Nullable String returnTo;
    private @Nullable Scopes scopes;
    private Scopes additionalScopes = Scopes.none();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private @Nullable Secret browserBinding;
    private @Nullable ConnectionId connectionId;
    private boolean accountChangeAllowed = false;

    private Builder(WorkspaceId workspaceId, String integrationType) {
      this.workspaceId = Objects.requireNonNull(workspaceId, "workspaceId");
      this.integrationType = Objects.requireNonNull(integrationType, "integrationType");
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
     * Sets where the browser goes afterwards: a path on the host's own site, or a URL that the
     * configured allow-list covers; at most 2,048 characters, without a fragment and without the
     * parameters {@code status}, {@code connection_id} and {@code error}. Default: none.
     *
     * @param returnTo where the browser goes afterwards: a path on the host's own site, or a URL
     *     that the configured allow-list covers; at most 2,048 characters
     * @return this builder
     */
    public Builder returnTo(String returnTo) {
      this.returnTo = Objects.requireNonNull(returnTo, "returnTo");
      return this;
    }

    /**
     * Sets the scopes to ask for. Default: those that the named connection asked for before, or
     * else the integration's default.
     *
     * @param scopes the scopes
     * @return this builder
     */
    public Builder scopes(Scopes scopes) {
      this.scopes = Objects.requireNonNull(scopes, "scopes");
      return this;
    }

    /**
     * Sets the scopes to ask for on top of the others, such as to upgrade the named connection.
     * Default: none.
     *
     * @param additionalScopes the scopes
     * @return this builder
     */
    public Builder additionalScopes(Scopes additionalScopes) {
      this.additionalScopes = Objects.requireNonNull(additionalScopes, "additionalScopes");
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
     * Adds one entry to extra parameters of the authorise URL; the last of equal names wins.
     * Default: empty.
     *
     * @param name a parameter that the integration allows, for instance {@code login}
     * @param value its value
     * @return this builder
     */
    public Builder parameter(String name, String value) {
      parameters.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Sets a value that only the browser of the user who begins holds (a cookie); its hash is kept
     * and the callback must present the same. Default: none.
     *
     * @param browserBinding a value that only the browser of the user who begins holds (a cookie);
     *     its hash is kept and the callback must present the same
     * @return this builder
     */
    public Builder browserBinding(Secret browserBinding) {
      this.browserBinding = Objects.requireNonNull(browserBinding, "browserBinding");
      return this;
    }

    /**
     * Sets the connection to reconnect; it keeps its id. Default: none.
     *
     * @param connectionId the connection to reconnect; it keeps its id
     * @return this builder
     */
    public Builder connectionId(ConnectionId connectionId) {
      this.connectionId = Objects.requireNonNull(connectionId, "connectionId");
      return this;
    }

    /**
     * Switches on: a reconnect may come back as another account than the connected one. Default:
     * off.
     *
     * @return this builder
     */
    public Builder accountChangeAllowed() {
      this.accountChangeAllowed = true;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public SessionRequest build() {
      return new SessionRequest(this);
    }
  }
}

package dev.patchbay.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account of a service that a workspace is connected to, as it stood when it was read.
 * Immutable. Never holds a credential.
 */
public final class Connection {
  private final ConnectionId id;
  private final WorkspaceId workspaceId;
  private final String integrationType;
  private final @Nullable MemberId memberId;
  private final CredentialKind credentialKind;
  private final Map<String, String> variables;
  private final @Nullable Account account;
  private final Scopes requestedScopes;
  private final Scopes grantedScopes;
  private final boolean scopesAssumed;
  private final ConnectionStatus status;
  private final @Nullable String statusCause;
  private final @Nullable String statusReason;
  private final @Nullable Instant expiresAt;
  private final Instant createdAt;
  private final Instant updatedAt;

  private Connection(Builder builder) {
    this.id = builder.id;
    this.workspaceId = builder.workspaceId;
    this.integrationType = builder.integrationType;
    this.memberId = builder.memberId;
    this.credentialKind = builder.credentialKind;
    this.variables = SmallMaps.copyOf(builder.variables);
    this.account = builder.account;
    this.requestedScopes = builder.requestedScopes;
    this.grantedScopes = builder.grantedScopes;
    this.scopesAssumed = builder.scopesAssumed;
    this.status = builder.status;
    this.statusCause = builder.statusCause;
    this.statusReason = builder.statusReason;
    this.expiresAt = builder.expiresAt;
    this.createdAt = builder.createdAt;
    this.updatedAt = builder.updatedAt;
  }

  /**
   * Starts a builder.
   *
   * @param id the id: {@code conn_} and 256 random bits; it survives a reconnect
   * @param workspaceId the workspace that the connection belongs to
   * @param integrationType the integration
   * @return a builder with every other property at its default
   */
  public static Builder builder(ConnectionId id, WorkspaceId workspaceId, String integrationType) {
    return new Builder(id, workspaceId, integrationType);
  }

  /** {@return a builder that starts with the values of this one} */
  public Builder toBuilder() {
    Builder copy = new Builder(id, workspaceId, integrationType);
    copy.memberId = memberId;
    copy.credentialKind = credentialKind;
    copy.variables.putAll(variables);
    copy.account = account;
    copy.requestedScopes = requestedScopes;
    copy.grantedScopes = grantedScopes;
    copy.scopesAssumed = scopesAssumed;
    copy.status = status;
    copy.statusCause = statusCause;
    copy.statusReason = statusReason;
    copy.expiresAt = expiresAt;
    copy.createdAt = createdAt;
    copy.updatedAt = updatedAt;
    return copy;
  }

  /** {@return the id: {@code conn_} and 256 random bits; it survives a reconnect} */
  public ConnectionId id() {
    return id;
  }

  /** {@return the workspace that the connection belongs to} */
  public WorkspaceId workspaceId() {
    return workspaceId;
  }

  /** {@return the integration} */
  public String integrationType() {
    return integrationType;
  }

  /** {@return the member who owns the connection; empty if the workspace shares it} */
  public Optional<MemberId> memberId() {
    return Optional.ofNullable(memberId);
  }

  /** {@return how the connection came by its credential} */
  public CredentialKind credentialKind() {
    return credentialKind;
  }

  /** {@return the integration's variables} */
  public Map<String, String> variables() {
    return variables;
  }

  /** {@return whose account it is; empty if that was never verified} */
  public Optional<Account> account() {
    return Optional.ofNullable(account);
  }

  /** {@return the scopes that were asked for} */
  public Scopes requestedScopes() {
    return requestedScopes;
  }

  /** {@return the scopes that the service granted} */
  public Scopes grantedScopes() {
    return grantedScopes;
  }

  /** {@return the service did not say what it granted, so the requested scopes are assumed} */
  public boolean scopesAssumed() {
    return scopesAssumed;
  }

  /** {@return whether the connection can be used} */
  public ConnectionStatus status() {
    return status;
  }

  /**
   * {@return the error code of the status in lower case, such as {@code grant_revoked}; empty while
   * it is active}
   */
  public Optional<String> statusCause() {
    return Optional.ofNullable(statusCause);
  }

  /** {@return why the status is not {@code ACTIVE}; empty if it is} */
  public Optional<String> statusReason() {
    return Optional.ofNullable(statusReason);
  }

  /**
   * {@return when the access token of the primary token set expires, in store time; empty if the
   * service did not say}
   */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt);
  }

  /** {@return when the connection was made, in store time} */
  public Instant createdAt() {
    return createdAt;
  }

  /** {@return when the connection last changed, in store time} */
  public Instant updatedAt() {
    return updatedAt;
  }

  @Override
  public String toString() {
    return "Connection[id="
        + id
        + ", workspaceId="
        + workspaceId
        + ", integrationType="
        + integrationType
        + ", status="
        + status
        + "]";
  }

  /** Builds a {@link Connection}. Not thread-safe. */
  public static final class Builder {
    private final ConnectionId id;
    private final WorkspaceId workspaceId;
    private final String integrationType;
    private @Nullable MemberId memberId;
    private CredentialKind credentialKind = CredentialKind.OAUTH;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private @Nullable Account account;
    private Scopes requestedScopes = Scopes.none();
    private Scopes grantedScopes = Scopes.none();
    private boolean scopesAssumed = false;
    private ConnectionStatus status = ConnectionStatus.ACTIVE;
    private @Nullable String statusCause;
    private @Nullable String statusReason;
    private @Nullable Instant expiresAt;
    private Instant createdAt = Instant.EPOCH;
    private Instant updatedAt = Instant.EPOCH;

    private Builder(ConnectionId id, WorkspaceId workspaceId, String integrationType) {
      this.id = Objects.requireNonNull(id, "id");
      this.workspaceId = Objects.requireNonNull(workspaceId, "workspaceId");
      this.integrationType = Objects.requireNonNull(integrationType, "integrationType");
    }

    /**
     * Sets the member who owns the connection. Default: none.
     *
     * @param memberId the member who owns the connection
     * @return this builder
     */
    public Builder memberId(@Nullable MemberId memberId) {
      this.memberId = memberId;
      return this;
    }

    /**
     * Sets how the connection came by its credential. Default: {@code OAUTH}.
     *
     * @param credentialKind how the connection came by its credential
     * @return this builder
     */
    public Builder credentialKind(CredentialKind credentialKind) {
      this.credentialKind = Objects.requireNonNull(credentialKind, "credentialKind");
      return this;
    }

    /**
     * Adds one entry to the integration's variables; the last of equal names wins. Default: empty.
     *
     * @param name the variable
     * @param value its value
     * @return this builder
     */
    public Builder variable(String name, String value) {
      variables.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Sets whose account it is. Default: none.
     *
     * @param account whose account it is
     * @return this builder
     */
    public Builder account(@Nullable Account account) {
      this.account = account;
      return this;
    }

    /**
     * Sets the scopes that were asked for. Default: none.
     *
     * @param requestedScopes the scopes that were asked for
     * @return this builder
     */
    public Builder requestedScopes(Scopes requestedScopes) {
      this.requestedScopes = Objects.requireNonNull(requestedScopes, "requestedScopes");
      return this;
    }

    /**
     * Sets the scopes that the service granted. Default: none.
     *
     * @param grantedScopes the scopes that the service granted
     * @return this builder
     */
    public Builder grantedScopes(Scopes grantedScopes) {
      this.grantedScopes = Objects.requireNonNull(grantedScopes, "grantedScopes");
      return this;
    }

    /**
     * Switches on: the service did not say what it granted, so the requested scopes are assumed.
     * Default: off.
     *
     * @return this builder
     */
    public Builder scopesAssumed() {
      this.scopesAssumed = true;
      return this;
    }

    /**
     * Sets whether the connection can be used. Default: {@code ACTIVE}.
     *
     * @param status whether the connection can be used
     * @return this builder
     */
    public Builder status(ConnectionStatus status) {
      this.status = Objects.requireNonNull(status, "status");
      return this;
    }

    /**
     * Sets the error code of the status, in lower case. Default: none.
     *
     * @param statusCause the error code of the status, in lower case
     * @return this builder
     */
    public Builder statusCause(@Nullable String statusCause) {
      this.statusCause = statusCause;
      return this;
    }

    /**
     * Sets why the status is not {@code ACTIVE}. Default: none.
     *
     * @param statusReason why the status is not {@code ACTIVE}
     * @return this builder
     */
    public Builder statusReason(@Nullable String statusReason) {
      this.statusReason = statusReason;
      return this;
    }

    /**
     * Sets when the access token of the primary token set expires, in store time. Default: none.
     *
     * @param expiresAt when the access token of the primary token set expires, in store time
     * @return this builder
     */
    public Builder expiresAt(@Nullable Instant expiresAt) {
      this.expiresAt = expiresAt;
      return this;
    }

    /**
     * Sets when the connection was made, in store time. Default: the epoch; the store sets it.
     *
     * @param createdAt when the connection was made, in store time
     * @return this builder
     */
    public Builder createdAt(Instant createdAt) {
      this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
      return this;
    }

    /**
     * Sets when the connection last changed, in store time. Default: the epoch; the store sets it.
     *
     * @param updatedAt when the connection last changed, in store time
     * @return this builder
     */
    public Builder updatedAt(Instant updatedAt) {
      this.updatedAt = Objects.requireNonNull(updatedAt, "updatedAt");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public Connection build() {
      return new Connection(this);
    }
  }
}

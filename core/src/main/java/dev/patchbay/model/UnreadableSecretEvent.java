package dev.patchbay.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stored secret did not open: its key is not there, or it was changed or moved by somebody with
 * access to the store. It was refused, and nothing was changed. Immutable; holds nothing secret.
 */
public final class UnreadableSecretEvent {
  private final WorkspaceId workspaceId;
  private final String integrationType;
  private final String field;
  private final String code;
  private final @Nullable ConnectionId connectionId;
  private final @Nullable SessionId sessionId;
  private final @Nullable String tokenSet;

  private UnreadableSecretEvent(Builder builder) {
    this.workspaceId = builder.workspaceId;
    this.integrationType = builder.integrationType;
    this.field = builder.field;
    this.code = builder.code;
    this.connectionId = builder.connectionId;
    this.sessionId = builder.sessionId;
    this.tokenSet = builder.tokenSet;
  }

  /**
   * Starts a builder.
   *
   * @param workspaceId the workspace it stands in
   * @param integrationType the integration
   * @param field what it is: {@code credential}, {@code account}, {@code verifier} or {@code
   *     staged_grant}
   * @return a builder with every other property at its default
   */
  public static Builder builder(WorkspaceId workspaceId, String integrationType, String field) {
    return new Builder(workspaceId, integrationType, field);
  }

  /** {@return the workspace it stands in} */
  public WorkspaceId workspaceId() {
    return workspaceId;
  }

  /** {@return the integration} */
  public String integrationType() {
    return integrationType;
  }

  /**
   * {@return what it is: {@code credential}, {@code account}, {@code verifier} or {@code
   * staged_grant}}
   */
  public String field() {
    return field;
  }

  /** {@return the error code, {@code key_unknown} or {@code secret_unreadable}} */
  public String code() {
    return code;
  }

  /** {@return the connection; empty if it is of a session} */
  public Optional<ConnectionId> connectionId() {
    return Optional.ofNullable(connectionId);
  }

  /** {@return the session; empty if it is of a connection} */
  public Optional<SessionId> sessionId() {
    return Optional.ofNullable(sessionId);
  }

  /** {@return the token set; empty if the field belongs to none} */
  public Optional<String> tokenSet() {
    return Optional.ofNullable(tokenSet);
  }

  @Override
  public String toString() {
    return "UnreadableSecretEvent[workspaceId="
        + workspaceId
        + ", integrationType="
        + integrationType
        + ", field="
        + field
        + ", code="
        + code
        + ", connectionId="
        + connectionId
        + ", sessionId="
        + sessionId
        + ", tokenSet="
        + tokenSet
        + "]";
  }

  /** Builds a {@link UnreadableSecretEvent}. Not thread-safe. */
  public static final class Builder {
    private final WorkspaceId workspaceId;
    private final String integrationType;
    private final String field;
    private String code = "secret_unreadable";
    private @Nullable ConnectionId connectionId;
    private @Nullable SessionId sessionId;
    private @Nullable String tokenSet;

    private Builder(WorkspaceId workspaceId, String integrationType, String field) {
      this.workspaceId = Objects.requireNonNull(workspaceId, "workspaceId");
      this.integrationType = Objects.requireNonNull(integrationType, "integrationType");
      this.field = Objects.requireNonNull(field, "field");
    }

    /**
     * Sets the error code, {@code key_unknown} or {@code secret_unreadable}. Default: {@code
     * secret_unreadable}.
     *
     * @param code the error code, {@code key_unknown} or {@code secret_unreadable}
     * @return this builder
     */
    public Builder code(String code) {
      this.code = Objects.requireNonNull(code, "code");
      return this;
    }

    /**
     * Sets the connection. Default: none.
     *
     * @param connectionId the connection
     * @return this builder
     */
    public Builder connectionId(@Nullable ConnectionId connectionId) {
      this.connectionId = connectionId;
      return this;
    }

    /**
     * Sets the session. Default: none.
     *
     * @param sessionId the session
     * @return this builder
     */
    public Builder sessionId(@Nullable SessionId sessionId) {
      this.sessionId = sessionId;
      return this;
    }

    /**
     * Sets the token set. Default: none.
     *
     * @param tokenSet the token set
     * @return this builder
     */
    public Builder tokenSet(@Nullable String tokenSet) {
      this.tokenSet = tokenSet;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public UnreadableSecretEvent build() {
      return new UnreadableSecretEvent(this);
    }
  }
}

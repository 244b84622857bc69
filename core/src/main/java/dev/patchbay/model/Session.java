package dev.patchbay.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a user to connect an account by OAuth, as it stood when it was read. Immutable.
 *
 * <p>{@code toString} leaves the authorise URL out, because it holds the {@code state}.
 */
public final class Session {
  private final SessionId id;
  private final WorkspaceId workspaceId;
  private final String integrationType;
  private final Instant createdAt;
  private final Instant expiresAt;
  private final SessionStatus status;
  private final @Nullable String authorizeUrl;
  private final @Nullable MemberId memberId;
  private final @Nullable String returnTo;
  private final @Nullable ConnectionId connectionId;
  private final @Nullable SessionFailure failure;
  private final @Nullable Instant endedAt;
  private final boolean browserBound;

  private Session(Builder builder) {
    this.id = builder.id;
    this.workspaceId = builder.workspaceId;
    this.integrationType = builder.integrationType;
    this.createdAt = builder.createdAt;
    this.expiresAt = builder.expiresAt;
    this.status = builder.status;
    this.authorizeUrl = builder.authorizeUrl;
    this.memberId = builder.memberId;
    this.returnTo = builder.returnTo;
    this.connectionId = builder.connectionId;
    this.failure = builder.failure;
    this.endedAt = builder.endedAt;
    this.browserBound = builder.browserBound;
  }

  /**
   * Starts a builder.
   *
   * @param id the id of the session: {@code sess_} and 256 random bits
   * @param workspaceId the workspace that the session belongs to
   * @param integrationType the integration
   * @return a builder with every other property at its default
   */
  public static Builder builder(SessionId id, WorkspaceId workspaceId, String integrationType) {
    return new Builder(id, workspaceId, integrationType);
  }

  /** {@return a builder that starts with the values of this one} */
  public Builder toBuilder() {
    Builder copy = new Builder(id, workspaceId, integrationType);
    copy.createdAt = createdAt;
    copy.expiresAt = expiresAt;
    copy.status = status;
    copy.authorizeUrl = authorizeUrl;
    copy.memberId = memberId;
    copy.returnTo = returnTo;
    copy.connectionId = connectionId;
    copy.failure = failure;
    copy.endedAt = endedAt;
    copy.browserBound = browserBound;
    return copy;
  }

  /** {@return the id of the session: {@code sess_} and 256 random bits} */
  public SessionId id() {
    return id;
  }

  /** {@return the workspace that the session belongs to} */
  public WorkspaceId workspaceId() {
    return workspaceId;
  }

  /** {@return the integration} */
  public String integrationType() {
    return integrationType;
  }

  /** {@return when the session was created, in store time} */
  public Instant createdAt() {
    return createdAt;
  }

  /** {@return when the session stops accepting its callback, in store time} */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** {@return what has become of the session} */
  public SessionStatus status() {
    return status;
  }

  /**
   * {@return where to send the user's browser, an absolute URL in ASCII as a {@code Location}
   * header takes it; empty if the session was read back: only its creator gets the URL}
   */
  public Optional<String> authorizeUrl() {
    return Optional.ofNullable(authorizeUrl);
  }

  /** {@return the member who will own the connection; empty if it will be shared} */
  public Optional<MemberId> memberId() {
    return Optional.ofNullable(memberId);
  }

  /** {@return where the browser goes afterwards; empty if the request named nothing} */
  public Optional<String> returnTo() {
    return Optional.ofNullable(returnTo);
  }

  /** {@return the connection that the session made or renewed; empty if it is not complete} */
  public Optional<ConnectionId> connectionId() {
    return Optional.ofNullable(connectionId);
  }

  /** {@return why it failed; empty if it did not fail} */
  public Optional<SessionFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /** {@return when the session ended, in store time; empty if it has not ended} */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  /** {@return only the browser that began it can finish it} */
  public boolean browserBound() {
    return browserBound;
  }

  /** {@return whether the session has ended: complete, denied, failed or expired} */
  public boolean isEnded() {
    return status.isEnded();
  }

  @Override
  public String toString() {
    return "Session[id="
        + id
        + ", workspaceId="
        + workspaceId
        + ", integrationType="
        + integrationType
        + ", status="
        + status
        + "]";
  }

  /** Builds a {@link Session}. Not thread-safe. */
  public static final class Builder {
    private final SessionId id;
    private final WorkspaceId workspaceId;
    private final String integrationType;
    private Instant createdAt = Instant.EPOCH;
    private Instant expiresAt = Instant.EPOCH;
    private SessionStatus status = SessionStatus.PENDING;
    private @Nullable String authorizeUrl;
    private @Nullable MemberId memberId;
    private @Nullable String returnTo;
    private @Nullable ConnectionId connectionId;
    private @Nullable SessionFailure failure;
    private @Nullable Instant endedAt;
    private boolean browserBound = false;

    private Builder(SessionId id, WorkspaceId workspaceId, String integrationType) {
      this.id = Objects.requireNonNull(id, "id");
      this.workspaceId = Objects.requireNonNull(workspaceId, "workspaceId");
      this.integrationType = Objects.requireNonNull(integrationType, "integrationType");
    }

    /**
     * Sets when the session was created, in store time. Default: the epoch; the store sets it.
     *
     * @param createdAt when the session was created, in store time
     * @return this builder
     */
    public Builder createdAt(Instant createdAt) {
      this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
      return this;
    }

    /**
     * Sets when the session stops accepting its callback, in store time. Default: the epoch; the
     * store sets it.
     *
     * @param expiresAt when the session stops accepting its callback, in store time
     * @return this builder
     */
    public Builder expiresAt(Instant expiresAt) {
      this.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt");
      return this;
    }

    /**
     * Sets what has become of the session. Default: {@code PENDING}.
     *
     * @param status what has become of the session
     * @return this builder
     */
    public Builder status(SessionStatus status) {
      this.status = Objects.requireNonNull(status, "status");
      return this;
    }

    /**
     * Sets where to send the user's browser. Default: none.
     *
     * @param authorizeUrl where to send the user's browser
     * @return this builder
     */
    public Builder authorizeUrl(@Nullable String authorizeUrl) {
      this.authorizeUrl = authorizeUrl;
      return this;
    }

    /**
     * Sets the member who will own the connection. Default: none.
     *
     * @param memberId the member who will own the connection
     * @return this builder
     */
    public Builder memberId(@Nullable MemberId memberId) {
      this.memberId = memberId;
      return this;
    }

    /**
     * Sets where the browser goes afterwards. Default: none.
     *
     * @param returnTo where the browser goes afterwards
     * @return this builder
     */
    public Builder returnTo(@Nullable String returnTo) {
      this.returnTo = returnTo;
      return this;
    }

    /**
     * Sets the connection that the session made or renewed. Default: none.
     *
     * @param connectionId the connection that the session made or renewed
     * @return this builder
     */
    public Builder connectionId(@Nullable ConnectionId connectionId) {
      this.connectionId = connectionId;
      return this;
    }

    /**
     * Sets why it failed. Default: none.
     *
     * @param failure why it failed
     * @return this builder
     */
    public Builder failure(@Nullable SessionFailure failure) {
      this.failure = failure;
      return this;
    }

    /**
     * Sets when the session ended, in store time. Default: none.
     *
     * @param endedAt when the session ended, in store time
     * @return this builder
     */
    public Builder endedAt(@Nullable Instant endedAt) {
      this.endedAt = endedAt;
      return this;
    }

    /**
     * Switches on: only the browser that began it can finish it. Default: off.
     *
     * @return this builder
     */
    public Builder browserBound() {
      this.browserBound = true;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public Session build() {
      return new Session(this);
    }
  }
}

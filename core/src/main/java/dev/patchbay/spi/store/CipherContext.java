package dev.patchbay.spi.store;

import dev.patchbay.model.Connection;
import dev.patchbay.model.Session;
import dev.patchbay.model.WorkspaceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a sealed value stands. A cipher binds the value to it, so that one moved to another place
 * does not open. Immutable.
 */
public final class CipherContext {
  /** The field of a session's PKCE verifier. */
  public static final String VERIFIER = "verifier";

  /** The field of a grant that waits on its session for its account to be identified. */
  public static final String STAGED_GRANT = "staged_grant";

  /** The field of a token set's credential. */
  public static final String CREDENTIAL = "credential";

  /** The field of what a service tells of a connection's account. */
  public static final String ACCOUNT = "account";

  /** The field of the value that proves a key to be the one of its id, whose owner it is. */
  public static final String KEY_CHECK = "key_check";

  private final WorkspaceId workspaceId;
  private final String ownerId;
  private final String integrationType;
  private final String field;
  private final Map<String, String> variables;
  private final @Nullable String tokenSet;
  private final long version;

  private CipherContext(Builder builder) {
    this.workspaceId = builder.workspaceId;
    this.ownerId = builder.ownerId;
    this.integrationType = builder.integrationType;
    this.field = builder.field;
    this.variables = SmallMaps.copyOf(builder.variables);
    this.tokenSet = builder.tokenSet;
    this.version = builder.version;
  }

  /**
   * Starts a builder.
   *
   * @param workspaceId the workspace
   * @param ownerId the session's or connection's id
   * @param integrationType the integration
   * @param field the field, such as {@link #CREDENTIAL}
   * @return a builder with every other property at its default
   */
  public static Builder builder(
      WorkspaceId workspaceId, String ownerId, String integrationType, String field) {
    return new Builder(workspaceId, ownerId, integrationType, field);
  }

  /**
   * Starts a builder for a field of a session.
   *
   * @param session the session
   * @param variables the integration's variables that it was begun with
   * @param field {@link #VERIFIER} or {@link #STAGED_GRANT}
   * @return a builder that lacks nothing
   */
  public static Builder of(Session session, Map<String, String> variables, String field) {
    Builder context =
        builder(session.workspaceId(), session.id().value(), session.integrationType(), field);
    variables.forEach(context::variable);
    return context;
  }

  /**
   * Starts a builder for a field of a connection.
   *
   * @param connection the connection
   * @param field {@link #CREDENTIAL} or {@link #ACCOUNT}
   * @return a builder that lacks version, and token set if the field belongs to one
   */
  public static Builder of(Connection connection, String field) {
    Builder context =
        builder(
            connection.workspaceId(), connection.id().value(), connection.integrationType(), field);
    connection.variables().forEach(context::variable);
    return context;
  }

  /** {@return the workspace} */
  public WorkspaceId workspaceId() {
    return workspaceId;
  }

  /** {@return the session's or connection's id} */
  public String ownerId() {
    return ownerId;
  }

  /** {@return the integration} */
  public String integrationType() {
    return integrationType;
  }

  /** {@return the field, such as {@link #CREDENTIAL}} */
  public String field() {
    return field;
  }

  /** {@return whether the field is one of a session; otherwise it is one of a connection} */
  public boolean isOfSession() {
    return field.equals(VERIFIER) || field.equals(STAGED_GRANT);
  }

  /** {@return the integration's variables} */
  public Map<String, String> variables() {
    return variables;
  }

  /** {@return the token set; empty if the field belongs to none} */
  public Optional<String> tokenSet() {
    return Optional.ofNullable(tokenSet);
  }

  /** {@return the version of what is sealed; 0 if the field is written but once} */
  public long version() {
    return version;
  }

  @Override
  public String toString() {
    return "CipherContext[ownerId=" + ownerId + ", field=" + field + ", version=" + version + "]";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CipherContext that
        && Objects.equals(workspaceId, that.workspaceId)
        && Objects.equals(ownerId, that.ownerId)
        && Objects.equals(integrationType, that.integrationType)
        && Objects.equals(field, that.field)
        && Objects.equals(variables, that.variables)
        && Objects.equals(tokenSet, that.tokenSet)
        && version == that.version;
  }

  @Override
  public int hashCode() {
    return Objects.hash(workspaceId, ownerId, integrationType, field, variables, tokenSet, version);
  }

  /** Builds a {@link CipherContext}. Not thread-safe. */
  public static final class Builder {
    private final WorkspaceId workspaceId;
    private final String ownerId;
    private final String integrationType;
    private final String field;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private @Nullable String tokenSet;
    private long version = 0L;

    private Builder(WorkspaceId workspaceId, String ownerId, String integrationType, String field) {
      this.workspaceId = Objects.requireNonNull(workspaceId, "workspaceId");
      this.ownerId = Objects.requireNonNull(ownerId, "ownerId");
      this.integrationType = Objects.requireNonNull(integrationType, "integrationType");
      this.field = Objects.requireNonNull(field, "field");
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
     * Sets the version of what is sealed. Default: 0.
     *
     * @param version the version
     * @return this builder
     */
    public Builder version(long version) {
      this.version = version;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public CipherContext build() {
      return new CipherContext(this);
    }
  }
}

package dev.patchbay.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client is looked up by. Immutable.
 *
 * <p>A look-up for a new session names no client id: the source picks the client for the workspace.
 * A look-up for an existing connection names the id that minted its grant, because no other client
 * can revoke or refresh it.
 */
public final class OAuthClientLookup {
  private final String integrationType;
  private final WorkspaceId workspaceId;
  private final Map<String, String> variables;
  private final @Nullable String clientId;

  private OAuthClientLookup(Builder builder) {
    this.integrationType = builder.integrationType;
    this.workspaceId = builder.workspaceId;
    this.variables = SmallMaps.copyOf(builder.variables);
    this.clientId = builder.clientId;
  }

  /**
   * Starts a builder.
   *
   * @param integrationType the integration, for instance {@code github}
   * @param workspaceId the workspace that connects
   * @return a builder with every other property at its default
   */
  public static Builder builder(String integrationType, WorkspaceId workspaceId) {
    return new Builder(integrationType, workspaceId);
  }

  /** {@return the integration, for instance {@code github}} */
  public String integrationType() {
    return integrationType;
  }

  /** {@return the workspace that connects} */
  public WorkspaceId workspaceId() {
    return workspaceId;
  }

  /** {@return the integration's variables} */
  public Map<String, String> variables() {
    return variables;
  }

  /** {@return the client id that is wanted; empty if any will do} */
  public Optional<String> clientId() {
    return Optional.ofNullable(clientId);
  }

  @Override
  public String toString() {
    return "OAuthClientLookup[integrationType="
        + integrationType
        + ", workspaceId="
        + workspaceId
        + "]";
  }

  /** Builds an {@link OAuthClientLookup}. Not thread-safe. */
  public static final class Builder {
    private final String integrationType;
    private final WorkspaceId workspaceId;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private @Nullable String clientId;

    private Builder(String integrationType, WorkspaceId workspaceId) {
      this.integrationType = Objects.requireNonNull(integrationType, "integrationType");
      this.workspaceId = Objects.requireNonNull(workspaceId, "workspaceId");
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
     * Sets the client id that is wanted. Default: none.
     *
     * @param clientId the client id that is wanted
     * @return this builder
     */
    public Builder clientId(String clientId) {
      this.clientId = Objects.requireNonNull(clientId, "clientId");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public OAuthClientLookup build() {
      return new OAuthClientLookup(this);
    }
  }
}

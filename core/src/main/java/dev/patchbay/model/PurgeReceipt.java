package dev.patchbay.model;

import java.util.Objects;

/** What a purge erased. Immutable. */
public final class PurgeReceipt {
  private final WorkspaceId workspaceId;
  private final int connections;
  private final int sessions;

  private PurgeReceipt(Builder builder) {
    this.workspaceId = builder.workspaceId;
    this.connections = builder.connections;
    this.sessions = builder.sessions;
  }

  /**
   * Starts a builder.
   *
   * @param workspaceId the workspace that was purged
   * @return a builder with every other property at its default
   */
  public static Builder builder(WorkspaceId workspaceId) {
    return new Builder(workspaceId);
  }

  /** {@return the workspace that was purged} */
  public WorkspaceId workspaceId() {
    return workspaceId;
  }

  /** {@return how many connections were erased} */
  public int connections() {
    return connections;
  }

  /** {@return how many sessions were erased} */
  public int sessions() {
    return sessions;
  }

  @Override
  public String toString() {
    return "PurgeReceipt[workspaceId="
        + workspaceId
        + ", connections="
        + connections
        + ", sessions="
        + sessions
        + "]";
  }

  /** Builds a {@link PurgeReceipt}. Not thread-safe. */
  public static final class Builder {
    private final WorkspaceId workspaceId;
    private int connections;
    private int sessions;

    private Builder(WorkspaceId workspaceId) {
      this.workspaceId = Objects.requireNonNull(workspaceId, "workspaceId");
    }

    /**
     * Sets how many connections were erased. Default: 0.
     *
     * @param connections how many connections were erased
     * @return this builder
     */
    public Builder connections(int connections) {
      this.connections = connections;
      return this;
    }

    /**
     * Sets how many sessions were erased. Default: 0.
     *
     * @param sessions how many sessions were erased
     * @return this builder
     */
    public Builder sessions(int sessions) {
      this.sessions = sessions;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public PurgeReceipt build() {
      return new PurgeReceipt(this);
    }
  }
}

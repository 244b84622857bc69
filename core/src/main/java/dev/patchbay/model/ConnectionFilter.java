package dev.patchbay.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which connections to list, and how many at once. Immutable. Without any filter: all of the
 * workspace.
 */
public final class ConnectionFilter {
  private final @Nullable String integrationType;
  private final @Nullable MemberId memberId;
  private final boolean shared;
  private final @Nullable MemberId visibleTo;
  private final @Nullable ConnectionStatus status;
  private final int limit;
  private final @Nullable String cursor;

  private ConnectionFilter(Builder builder) {
    this.integrationType = builder.integrationType;
    this.memberId = builder.memberId;
    this.shared = builder.shared;
    this.visibleTo = builder.visibleTo;
    this.status = builder.status;
    this.limit = builder.limit;
    this.cursor = builder.cursor;
  }

  /**
   * Starts a builder.
   *
   * @return a builder with every other property at its default
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the integration that the connections must be of; empty if any} */
  public Optional<String> integrationType() {
    return Optional.ofNullable(integrationType);
  }

  /** {@return the member who must own the connections; empty if any owner, shared ones included} */
  public Optional<MemberId> memberId() {
    return Optional.ofNullable(memberId);
  }

  /** {@return only connections that belong to no member are wanted} */
  public boolean shared() {
    return shared;
  }

  /**
   * {@return the member whose own connections, and the shared ones, are listed; empty by default}
   */
  public Optional<MemberId> visibleTo() {
    return Optional.ofNullable(visibleTo);
  }

  /** {@return the status that the connections must have; empty if any} */
  public Optional<ConnectionStatus> status() {
    return Optional.ofNullable(status);
  }

  /** {@return how many connections a page holds at most, 1 to 200} */
  public int limit() {
    return limit;
  }

  /**
   * {@return where to go on: {@link ConnectionPage#nextCursor()} of the page before; empty if the
   * first page}
   */
  public Optional<String> cursor() {
    return Optional.ofNullable(cursor);
  }

  /** {@return the filter that lets everything through, 50 connections a page} */
  public static ConnectionFilter all() {
    return builder().build();
  }

  @Override
  public String toString() {
    return "ConnectionFilter[integrationType="
        + integrationType
        + ", memberId="
        + memberId
        + ", shared="
        + shared
        + ", visibleTo="
        + visibleTo
        + ", status="
        + status
        + ", limit="
        + limit
        + "]";
  }

  /** Builds a {@link ConnectionFilter}. Not thread-safe. */
  public static final class Builder {
    private @Nullable String integrationType;
    private @Nullable MemberId memberId;
    private boolean shared = false;
    private @Nullable MemberId visibleTo;
    private @Nullable ConnectionStatus status;
    private int limit = 50;
    private @Nullable String cursor;

    private Builder() {}

    /**
     * Sets the integration that the connections must be of. Default: none.
     *
     * @param integrationType the integration that the connections must be of
     * @return this builder
     */
    public Builder integrationType(@Nullable String integrationType) {
      this.integrationType = integrationType;
      return this;
    }

    /**
     * Sets the member who must own the connections. Default: none.
     *
     * @param memberId the member who must own the connections
     * @return this builder
     */
    public Builder memberId(@Nullable MemberId memberId) {
      this.memberId = memberId;
      return this;
    }

    /**
     * Switches on: only connections that belong to no member. Default: off.
     *
     * @return this builder
     */
    public Builder shared() {
      this.shared = true;
      return this;
    }

    /**
     * Sets the member whose own connections, and the shared ones, are listed. Default: none.
     *
     * @param visibleTo the member whose own connections, and the shared ones, are listed
     * @return this builder
     */
    public Builder visibleTo(@Nullable MemberId visibleTo) {
      this.visibleTo = visibleTo;
      return this;
    }

    /**
     * Sets the status that the connections must have. Default: none.
     *
     * @param status the status that the connections must have
     * @return this builder
     */
    public Builder status(@Nullable ConnectionStatus status) {
      this.status = status;
      return this;
    }

    /**
     * Sets how many connections a page holds at most, 1 to 200. Default: 50.
     *
     * @param limit how many connections a page holds at most, 1 to 200
     * @return this builder
     */
    public Builder limit(int limit) {
      this.limit = limit;
      return this;
    }

    /**
     * Sets where to go on: {@link ConnectionPage#nextCursor()} of the page before. Default: none.
     *
     * @param cursor where to go on: {@link ConnectionPage#nextCursor()} of the page before
     * @return this builder
     */
    public Builder cursor(@Nullable String cursor) {
      this.cursor = cursor;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ConnectionFilter build() {
      return new ConnectionFilter(this);
    }
  }
}

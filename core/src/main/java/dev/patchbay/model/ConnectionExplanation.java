package dev.patchbay.model;

import java.util.List;
import java.util.Objects;

/** What happened to a connection lately, and whose move it is. Immutable; holds nothing secret. */
public final class ConnectionExplanation {
  private final Connection connection;
  private final NextMove nextMove;
  private final String advice;
  private final List<ConnectionAttempt> attempts;

  private ConnectionExplanation(Builder builder) {
    this.connection = builder.connection;
    this.nextMove = builder.nextMove;
    this.advice = builder.advice;
    this.attempts = List.copyOf(builder.attempts);
  }

  /**
   * Starts a builder.
   *
   * @param connection the connection as it is now
   * @param nextMove whose move it is
   * @param advice one sentence that says what to do
   * @return a builder with every other property at its default
   */
  public static Builder builder(Connection connection, NextMove nextMove, String advice) {
    return new Builder(connection, nextMove, advice);
  }

  /** {@return the connection as it is now} */
  public Connection connection() {
    return connection;
  }

  /** {@return whose move it is} */
  public NextMove nextMove() {
    return nextMove;
  }

  /** {@return one sentence that says what to do} */
  public String advice() {
    return advice;
  }

  /** {@return the last attempts, at most 20, the newest first} */
  public List<ConnectionAttempt> attempts() {
    return attempts;
  }

  @Override
  public String toString() {
    return "ConnectionExplanation[connection=" + connection + ", nextMove=" + nextMove + "]";
  }

  /** Builds a {@link ConnectionExplanation}. Not thread-safe. */
  public static final class Builder {
    private final Connection connection;
    private final NextMove nextMove;
    private final String advice;
    private List<ConnectionAttempt> attempts = List.of();

    private Builder(Connection connection, NextMove nextMove, String advice) {
      this.connection = Objects.requireNonNull(connection, "connection");
      this.nextMove = Objects.requireNonNull(nextMove, "nextMove");
      this.advice = Objects.requireNonNull(advice, "advice");
    }

    /**
     * Sets the last attempts, at most 20, the newest first. Default: none.
     *
     * @param attempts the last attempts, at most 20, the newest first
     * @return this builder
     */
    public Builder attempts(List<ConnectionAttempt> attempts) {
      this.attempts = Objects.requireNonNull(attempts, "attempts");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ConnectionExplanation build() {
      return new ConnectionExplanation(this);
    }
  }
}

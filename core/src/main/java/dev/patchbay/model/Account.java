package dev.patchbay.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose account a connection is, as the service tells it. Immutable.
 *
 * <p>The id is the service's own stable one (GitHub's numeric {@code id}, for instance), never a
 * name that its owner can change. Display name and email are for people and may be missing.
 */
public final class Account {
  private final String id;
  private final @Nullable String displayName;
  private final @Nullable String email;

  private Account(Builder builder) {
    this.id = builder.id;
    this.displayName = builder.displayName;
    this.email = builder.email;
  }

  /**
   * Starts a builder.
   *
   * @param id the service's stable id of the account
   * @return a builder with every other property at its default
   */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /** {@return the service's stable id of the account} */
  public String id() {
    return id;
  }

  /** {@return the name to show to people; empty if the service tells none} */
  public Optional<String> displayName() {
    return Optional.ofNullable(displayName);
  }

  /** {@return the email address of the account; empty if the service tells none} */
  public Optional<String> email() {
    return Optional.ofNullable(email);
  }

  @Override
  public String toString() {
    return "Account[id=" + id + "]";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Account that
        && Objects.equals(id, that.id)
        && Objects.equals(displayName, that.displayName)
        && Objects.equals(email, that.email);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, displayName, email);
  }

  /** Builds an {@link Account}. Not thread-safe. */
  public static final class Builder {
    private final String id;
    private @Nullable String displayName;
    private @Nullable String email;

    private Builder(String id) {
      this.id = Objects.requireNonNull(id, "id");
    }

    /**
     * Sets the name to show to people. Default: none.
     *
     * @param displayName the name to show to people
     * @return this builder
     */
    public Builder displayName(@Nullable String displayName) {
      this.displayName = displayName;
      return this;
    }

    /**
     * Sets the email address of the account. Default: none.
     *
     * @param email the email address of the account
     * @return this builder
     */
    public Builder email(@Nullable String email) {
      this.email = email;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public Account build() {
      return new Account(this);
    }
  }
}

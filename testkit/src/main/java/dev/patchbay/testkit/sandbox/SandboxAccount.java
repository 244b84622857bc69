package dev.patchbay.testkit.sandbox;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Someone with an account at a service. Immutable. */
public final class SandboxAccount {
  private final String id;
  private final String login;
  private final @Nullable String name;
  private final @Nullable String email;
  private final boolean emailHidden;
  private final boolean emailUnverified;

  private SandboxAccount(Builder builder) {
    this.id = builder.id;
    this.login = builder.login;
    this.name = builder.name;
    this.email = builder.email;
    this.emailHidden = builder.emailHidden;
    this.emailUnverified = builder.emailUnverified;
  }

  /**
   * Starts a builder.
   *
   * @param id the id that never changes; digits, where the service has numeric ones
   * @param login the name to sign in with
   * @return a builder with every other property at its default
   */
  public static Builder builder(String id, String login) {
    return new Builder(id, login);
  }

  /** {@return the id that never changes} */
  public String id() {
    return id;
  }

  /** {@return the name to sign in with} */
  public String login() {
    return login;
  }

  /** {@return the name for people; empty if the owner gave none} */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** {@return the email address; empty if there is none} */
  public Optional<String> email() {
    return Optional.ofNullable(email);
  }

  /** {@return the email address is left out of the profile} */
  public boolean emailHidden() {
    return emailHidden;
  }

  /** {@return the email address was never confirmed} */
  public boolean emailUnverified() {
    return emailUnverified;
  }

  /** {@return the name, or else the login} */
  public String displayName() {
    return name().orElse(login);
  }

  @Override
  public String toString() {
    return "SandboxAccount[id=" + id + ", login=" + login + "]";
  }

  /** Builds a {@link SandboxAccount}. Not thread-safe. */
  public static final class Builder {
    private final String id;
    private final String login;
    private @Nullable String name;
    private @Nullable String email;
    private boolean emailHidden = false;
    private boolean emailUnverified = false;

    private Builder(String id, String login) {
      this.id = Objects.requireNonNull(id, "id");
      this.login = Objects.requireNonNull(login, "login");
    }

    /**
     * Sets the name for people. Default: none.
     *
     * @param name the name for people
     * @return this builder
     */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * Sets the email address. Default: none.
     *
     * @param email the email address
     * @return this builder
     */
    public Builder email(String email) {
      this.email = email;
      return this;
    }

    /**
     * Switches on: the email address is left out of the profile. Default: off.
     *
     * @return this builder
     */
    public Builder emailHidden() {
      this.emailHidden = true;
      return this;
    }

    /**
     * Switches on: the email address was never confirmed. Default: off.
     *
     * @return this builder
     */
    public Builder emailUnverified() {
      this.emailUnverified = true;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public SandboxAccount build() {
      return new SandboxAccount(this);
    }
  }
}

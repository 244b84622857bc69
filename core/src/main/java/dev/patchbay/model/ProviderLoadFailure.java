package dev.patchbay.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a provider on the class path is not available. Immutable. The other providers work all the
 * same.
 */
public final class ProviderLoadFailure {
  private final String source;
  private final Stage stage;
  private final String message;
  private final @Nullable String className;
  private final @Nullable String integrationType;
  private final @Nullable Throwable cause;

  private ProviderLoadFailure(Builder builder) {
    this.source = builder.source;
    this.stage = builder.stage;
    this.message = builder.message;
    this.className = builder.className;
    this.integrationType = builder.integrationType;
    this.cause = builder.cause;
  }

  /**
   * Starts a builder.
   *
   * @param source the jar or folder it came from, or the services file that names it
   * @param stage at what step it failed
   * @param message what happened, in one sentence
   * @return a builder with every other property at its default
   */
  public static Builder builder(String source, Stage stage, String message) {
    return new Builder(source, stage, message);
  }

  /** {@return the jar or folder it came from, or the services file that names it} */
  public String source() {
    return source;
  }

  /** {@return at what step it failed} */
  public Stage stage() {
    return stage;
  }

  /** {@return what happened, in one sentence} */
  public String message() {
    return message;
  }

  /** {@return the provider's class; empty if it is not known} */
  public Optional<String> className() {
    return Optional.ofNullable(className);
  }

  /** {@return the integration it wanted to be; empty if it never said} */
  public Optional<String> integrationType() {
    return Optional.ofNullable(integrationType);
  }

  /** {@return the failure itself; empty if there was none} */
  public Optional<Throwable> cause() {
    return Optional.ofNullable(cause);
  }

  /** At what step a provider failed to load. */
  public enum Stage {
    /** A services file could not be read, or the class it names could not be found. */
    LOCATE,
    /** The constructor failed. */
    CREATE,
    /** {@code definition()} failed, or gave a definition that is not acceptable. */
    DEFINE,
    /** Another provider has the same id; neither is available. */
    DUPLICATE
  }

  @Override
  public String toString() {
    return "ProviderLoadFailure[source="
        + source
        + ", stage="
        + stage
        + ", message="
        + message
        + "]";
  }

  /** Builds a {@link ProviderLoadFailure}. Not thread-safe. */
  public static final class Builder {
    private final String source;
    private final Stage stage;
    private final String message;
    private @Nullable String className;
    private @Nullable String integrationType;
    private @Nullable Throwable cause;

    private Builder(String source, Stage stage, String message) {
      this.source = Objects.requireNonNull(source, "source");
      this.stage = Objects.requireNonNull(stage, "stage");
      this.message = Objects.requireNonNull(message, "message");
    }

    /**
     * Sets the provider's class. Default: none.
     *
     * @param className the provider's class
     * @return this builder
     */
    public Builder className(@Nullable String className) {
      this.className = className;
      return this;
    }

    /**
     * Sets the integration it wanted to be. Default: none.
     *
     * @param integrationType the integration it wanted to be
     * @return this builder
     */
    public Builder integrationType(@Nullable String integrationType) {
      this.integrationType = integrationType;
      return this;
    }

    /**
     * Sets the failure itself. Default: none.
     *
     * @param cause the failure itself
     * @return this builder
     */
    public Builder cause(@Nullable Throwable cause) {
      this.cause = cause;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ProviderLoadFailure build() {
      return new ProviderLoadFailure(this);
    }
  }
}

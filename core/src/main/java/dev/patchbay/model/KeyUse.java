package dev.patchbay.model;

import java.util.Objects;

/** How much is sealed with one key. Immutable. */
public final class KeyUse {
  private final String keyId;
  private final KeyRole role;
  private final long values;

  private KeyUse(Builder builder) {
    this.keyId = builder.keyId;
    this.role = builder.role;
    this.values = builder.values;
  }

  /**
   * Starts a builder.
   *
   * @param keyId the id of the key, as the cipher names it
   * @param role what the cipher does with it
   * @param values how many stored values are sealed with it
   * @return a builder with every other property at its default
   */
  public static Builder builder(String keyId, KeyRole role, long values) {
    return new Builder(keyId, role, values);
  }

  /** {@return the id of the key, as the cipher names it} */
  public String keyId() {
    return keyId;
  }

  /** {@return what the cipher does with it} */
  public KeyRole role() {
    return role;
  }

  /** {@return how many stored values are sealed with it} */
  public long values() {
    return values;
  }

  @Override
  public String toString() {
    return "KeyUse[keyId=" + keyId + ", role=" + role + ", values=" + values + "]";
  }

  /** Builds a {@link KeyUse}. Not thread-safe. */
  public static final class Builder {
    private final String keyId;
    private final KeyRole role;
    private final long values;

    private Builder(String keyId, KeyRole role, long values) {
      this.keyId = Objects.requireNonNull(keyId, "keyId");
      this.role = Objects.requireNonNull(role, "role");
      this.values = values;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public KeyUse build() {
      return new KeyUse(this);
    }
  }
}

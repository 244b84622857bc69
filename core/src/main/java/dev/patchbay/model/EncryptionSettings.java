package dev.patchbay.model;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is sealed beside credentials, and which keys may be missing. Immutable. */
public final class EncryptionSettings {
  private final boolean accountDetailsSealed;
  private final Set<String> lostKeys;

  private EncryptionSettings(Builder builder) {
    this.accountDetailsSealed = builder.accountDetailsSealed;
    this.lostKeys = Collections.unmodifiableSet(new LinkedHashSet<>(builder.lostKeys));
  }

  /** {@return a builder with every property at its default} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the settings that hold if none are given} */
  public static EncryptionSettings defaults() {
    return builder().build();
  }

  /** {@return display names and email addresses of accounts are sealed} */
  public boolean accountDetailsSealed() {
    return accountDetailsSealed;
  }

  /** {@return the ids of keys that are lost for good, and do not stop the start} */
  public Set<String> lostKeys() {
    return lostKeys;
  }

  @Override
  public String toString() {
    return "EncryptionSettings[accountDetailsSealed="
        + accountDetailsSealed
        + ", lostKeys="
        + lostKeys
        + "]";
  }

  /** Builds {@link EncryptionSettings}. Not thread-safe. */
  public static final class Builder {
    private boolean accountDetailsSealed = false;
    private final Set<String> lostKeys = new LinkedHashSet<>();

    private Builder() {}

    /**
     * Seals the display names and email addresses of accounts written from now on; their ids stay
     * in clear, since accounts are told apart by them. What was sealed is read with this off, too.
     * Default: off.
     *
     * @return this builder
     */
    public Builder sealAccountDetails() {
      this.accountDetailsSealed = true;
      return this;
    }

    /**
     * Starts although the cipher has none of the keys that the stored secrets are sealed with, if
     * all of those are named here. Their connections stay, do not open, and can be listed, deleted
     * and connected again. Default: none.
     *
     * @param keyIds ids of keys that are lost for good
     * @return this builder
     */
    public Builder acceptLostKeys(String... keyIds) {
      Collections.addAll(lostKeys, keyIds);
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public EncryptionSettings build() {
      return new EncryptionSettings(this);
    }
  }
}

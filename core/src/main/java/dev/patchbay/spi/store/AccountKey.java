package dev.patchbay.spi.store;

import dev.patchbay.model.MemberId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes a connection the only one in its workspace: one account of one integration, variables
 * and owner. Immutable.
 */
public final class AccountKey {
  private final String integrationType;
  private final String accountId;
  private final @Nullable MemberId memberId;
  private final Map<String, String> variables;

  private AccountKey(Builder builder) {
    this.integrationType = builder.integrationType;
    this.accountId = builder.accountId;
    this.memberId = builder.memberId;
    this.variables = SmallMaps.copyOf(builder.variables);
  }

  /**
   * Starts a builder.
   *
   * @param integrationType the integration
   * @param accountId the account's id at the service
   * @return a builder with every other property at its default
   */
  public static Builder builder(String integrationType, String accountId) {
    return new Builder(integrationType, accountId);
  }

  /** {@return the integration} */
  public String integrationType() {
    return integrationType;
  }

  /** {@return the account's id at the service} */
  public String accountId() {
    return accountId;
  }

  /** {@return the owner; empty if the workspace shares it} */
  public Optional<MemberId> memberId() {
    return Optional.ofNullable(memberId);
  }

  /** {@return the integration's variables} */
  public Map<String, String> variables() {
    return variables;
  }

  @Override
  public String toString() {
    return "AccountKey[integrationType=" + integrationType + "]";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AccountKey that
        && Objects.equals(integrationType, that.integrationType)
        && Objects.equals(accountId, that.accountId)
        && Objects.equals(memberId, that.memberId)
        && Objects.equals(variables, that.variables);
  }

  @Override
  public int hashCode() {
    return Objects.hash(integrationType, accountId, memberId, variables);
  }

  /** Builds an {@link AccountKey}. Not thread-safe. */
  public static final class Builder {
    private final String integrationType;
    private final String accountId;
    private @Nullable MemberId memberId;
    private final Map<String, String> variables = new LinkedHashMap<>();

    private Builder(String integrationType, String accountId) {
      this.integrationType = Objects.requireNonNull(integrationType, "integrationType");
      this.accountId = Objects.requireNonNull(accountId, "accountId");
    }

    /**
     * Sets the owner. Default: none.
     *
     * @param memberId the owner
     * @return this builder
     */
    public Builder memberId(@Nullable MemberId memberId) {
      this.memberId = memberId;
      return this;
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
     * Builds the value.
     *
     * @return the immutable value
     */
    public AccountKey build() {
      return new AccountKey(this);
    }
  }
}

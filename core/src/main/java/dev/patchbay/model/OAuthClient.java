package dev.patchbay.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth client as it is registered with a service: the id and, for a confidential client, the
 * secret. Immutable; {@code toString} leaves the secret out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.2">RFC 6749, section 2.2</a>
 */
public final class OAuthClient {
  private final String clientId;
  private final @Nullable Secret clientSecret;
  private final @Nullable String host;

  private OAuthClient(Builder builder) {
    this.clientId = builder.clientId;
    this.clientSecret = builder.clientSecret;
    this.host = builder.host;
  }

  /**
   * Starts a builder.
   *
   * @param clientId the client identifier that the service issued
   * @return a builder with every other property at its default
   */
  public static Builder builder(String clientId) {
    return new Builder(clientId);
  }

  /** {@return a builder that starts with the values of this one} */
  public Builder toBuilder() {
    return new Builder(clientId).clientSecret(clientSecret).host(host);
  }

  /** {@return the client identifier that the service issued} */
  public String clientId() {
    return clientId;
  }

  /** {@return the client secret; empty if the client is a public one} */
  public Optional<Secret> clientSecret() {
    return Optional.ofNullable(clientSecret);
  }

  /**
   * {@return the host that it is registered at, if that is one which a user named; empty if it is
   * the service's own}
   */
  public Optional<String> host() {
    return Optional.ofNullable(host);
  }

  @Override
  public String toString() {
    return "OAuthClient[clientId=" + clientId + "]";
  }

  /** Builds an {@link OAuthClient}. Not thread-safe. */
  public static final class Builder {
    private final String clientId;
    private @Nullable Secret clientSecret;
    private @Nullable String host;

    private Builder(String clientId) {
      this.clientId = Objects.requireNonNull(clientId, "clientId");
    }

    /**
     * Sets the client secret. Default: none.
     *
     * @param clientSecret the client secret
     * @return this builder
     */
    public Builder clientSecret(@Nullable Secret clientSecret) {
      this.clientSecret = clientSecret;
      return this;
    }

    /**
     * Says that the client is registered at a host which a user named, as that user's variable
     * names it. Such a host gets no other client, and no other host gets this one. Default: the
     * service's own host.
     *
     * @param host the host name, in lower case
     * @return this builder
     */
    public Builder host(@Nullable String host) {
      this.host = host;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public OAuthClient build() {
      return new OAuthClient(this);
    }
  }
}

package dev.patchbay.spi.definition;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an integration is, as data: its name, the ways in, its endpoints and where things stand in
 * its answers. Immutable.
 *
 * <p>{@code build()} refuses what no service can mean (a reserved parameter, an undeclared variable
 * in a URL, a URL that is not https) with an {@link dev.patchbay.error.InvalidRequestException}
 * that names every problem at once. {@code http} is accepted for loopback hosts only, and only in a
 * registry whose operator allows it.
 *
 * <pre>{@code
 * IntegrationDefinition.builder("acme", "Acme")
 *     .auth(OAuth2.builder(UrlTemplate.of("https://acme.example/authorize"),
 *         UrlTemplate.of("https://acme.example/token")).build())
 *     .api(ApiAccess.builder(UrlTemplate.of("https://api.acme.example")).build())
 *     .identity(IdentityCall.builder("/me").idPaths("id").build())
 *     .build();
 * }</pre>
 */
public final class IntegrationDefinition {
  private final String id;
  private final String displayName;
  private final @Nullable URI documentation;
  private final List<AuthMethod> auth;
  private final @Nullable ApiAccess api;
  private final @Nullable IdentityCall identity;
  private final @Nullable RevocationCall revocation;
  private final List<Variable> variables;
  private final List<String> secretPrefixes;

  private IntegrationDefinition(Builder builder) {
    this.id = builder.id;
    this.displayName = builder.displayName;
    this.documentation = builder.documentation;
    this.auth = List.copyOf(builder.auth);
    this.api = builder.api;
    this.identity = builder.identity;
    this.revocation = builder.revocation;
    this.variables = List.copyOf(builder.variables);
    this.secretPrefixes = List.copyOf(builder.secretPrefixes);
  }

  /**
   * Starts a builder.
   *
   * @param id the id, on the wire {@code integration_type}: a lower-case letter, then 1 to 39 of
   *     {@code a-z 0-9 _ -}
   * @param displayName the name for people, at most 80 characters
   * @return a builder with every other property at its default
   */
  public static Builder builder(String id, String displayName) {
    return new Builder(id, displayName);
  }

  /** {@return a builder that starts with the values of this one} */
  public Builder toBuilder() {
    Builder copy = new Builder(id, displayName);
    copy.documentation = documentation;
    copy.auth.addAll(auth);
    copy.api = api;
    copy.identity = identity;
    copy.revocation = revocation;
    copy.variables.addAll(variables);
    copy.secretPrefixes.addAll(secretPrefixes);
    return copy;
  }

  /**
   * {@return the id, on the wire {@code integration_type}: a lower-case letter, then 1 to 39 of
   * {@code a-z 0-9 _ -}}
   */
  public String id() {
    return id;
  }

  /** {@return the name for people, at most 80 characters} */
  public String displayName() {
    return displayName;
  }

  /** {@return the service's page about connecting to it; empty if there is none} */
  public Optional<URI> documentation() {
    return Optional.ofNullable(documentation);
  }

  /** {@return the ways to connect} */
  public List<AuthMethod> auth() {
    return auth;
  }

  /** {@return how its API is called; empty if nothing of it is} */
  public Optional<ApiAccess> api() {
    return Optional.ofNullable(api);
  }

  /** {@return the identity call; empty if the provider overrides {@code identify}} */
  public Optional<IdentityCall> identity() {
    return Optional.ofNullable(identity);
  }

  /** {@return the identity call and those to be made otherwise, in their order} */
  List<IdentityCall> identityCalls() {
    return identity == null ? List.of() : identity.chain().toList();
  }

  /** {@return the revocation call; empty if the service has none} */
  public Optional<RevocationCall> revocation() {
    return Optional.ofNullable(revocation);
  }

  /** {@return the variables} */
  public List<Variable> variables() {
    return variables;
  }

  /** {@return how the service's secrets begin, so that they are blotted out of what it says} */
  public List<String> secretPrefixes() {
    return secretPrefixes;
  }

  /** {@return how to connect by OAuth; empty if the integration cannot} */
  public Optional<OAuth2> oauth2() {
    return method(OAuth2.class);
  }

  /** {@return how to connect with an access token; empty if the integration cannot} */
  public Optional<AccessToken> accessToken() {
    return method(AccessToken.class);
  }

  /** {@return how to connect with an API key; empty if the integration cannot} */
  public Optional<ApiKey> apiKey() {
    return method(ApiKey.class);
  }

  private <T extends AuthMethod> Optional<T> method(Class<T> type) {
    for (AuthMethod method : auth) {
      if (type.isInstance(method)) {
        return Optional.of(type.cast(method));
      }
    }
    return Optional.empty();
  }

  /**
   * Makes a copy whose every URL has gone through a function: for a sandbox, or a proxy in front of
   * the service. The issuer stays.
   *
   * @param change gets the text of a URL template and returns the new one
   * @return the copy
   */
  public IntegrationDefinition withUrls(UnaryOperator<String> change) {
    Builder copy = toBuilder();
    copy.auth.replaceAll(
        method -> method instanceof OAuth2 oauth2 ? oauth2.withUrls(change) : method);
    copy.api = api == null ? null : api.withUrls(change);
    copy.identity = identity == null ? null : identity.withUrls(change);
    copy.revocation = revocation == null ? null : revocation.withUrls(change);
    return copy.build();
  }

  @Override
  public String toString() {
    return "IntegrationDefinition[id=" + id + "]";
  }

  /** Builds an {@link IntegrationDefinition}. Not thread-safe. */
  public static final class Builder {
    private final String id;
    private final String displayName;
    private @Nullable URI documentation;
    private final List<AuthMethod> auth = new ArrayList<>();
    private @Nullable ApiAccess api;
    private @Nullable IdentityCall identity;
    private @Nullable RevocationCall revocation;
    private final List<Variable> variables = new ArrayList<>();
    private final List<String> secretPrefixes = new ArrayList<>();

    private Builder(String id, String displayName) {
      this.id = Objects.requireNonNull(id, "id");
      this.displayName = Objects.requireNonNull(displayName, "displayName");
    }

    /**
     * Sets the service's page about connecting to it. Default: none.
     *
     * @param documentation the service's page about connecting to it
     * @return this builder
     */
    public Builder documentation(@Nullable URI documentation) {
      this.documentation = documentation;
      return this;
    }

    /**
     * Adds to the ways to connect. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder auth(AuthMethod... added) {
      Collections.addAll(auth, added);
      return this;
    }

    /**
     * Sets how its API is called. Default: none.
     *
     * @param api how its API is called
     * @return this builder
     */
    public Builder api(@Nullable ApiAccess api) {
      this.api = api;
      return this;
    }

    /**
     * Sets the identity call. Default: none.
     *
     * @param identity the identity call
     * @return this builder
     */
    public Builder identity(@Nullable IdentityCall identity) {
      this.identity = identity;
      return this;
    }

    /**
     * Sets the revocation call. Default: none.
     *
     * @param revocation the revocation call
     * @return this builder
     */
    public Builder revocation(@Nullable RevocationCall revocation) {
      this.revocation = revocation;
      return this;
    }

    /**
     * Adds to the variables. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder variables(Variable... added) {
      Collections.addAll(variables, added);
      return this;
    }

    /**
     * Adds to how the service's secrets begin: whatever looks like one is blotted out of what the
     * service says. Longer secrets are without it. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder secretPrefixes(String... added) {
      Collections.addAll(secretPrefixes, added);
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public IntegrationDefinition build() {
      DefinitionCheck.check(new IntegrationDefinition(this));
      return new IntegrationDefinition(this);
    }
  }
}

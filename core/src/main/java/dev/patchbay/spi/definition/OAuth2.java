package dev.patchbay.spi.definition;

import dev.patchbay.model.Scopes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Connecting by the authorization code flow: where the service's endpoints are and how they want to
 * be asked. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1">RFC 6749, section 4.1</a>
 */
public final class OAuth2 implements AuthMethod {
  private final UrlTemplate authorizeUrl;
  private final UrlTemplate tokenUrl;
  private final @Nullable String issuer;
  private final boolean issuerRequired;
  private final PkceMode pkce;
  private final Map<String, String> parameters;
  private final Set<String> allowedParameters;
  private final String scopeSeparator;
  private final Scopes defaultScopes;
  private final Scopes requiredScopes;
  private final ClientAuthentication clientAuthentication;
  private final BodyFormat bodyFormat;
  private final Map<String, String> tokenHeaders;
  private final Set<String> tokenTypes;
  private final List<TokenSetShape> tokenSets;
  private final TokenErrors errors;
  private final RefreshRules refresh;

  private OAuth2(Builder builder) {
    this.authorizeUrl = builder.authorizeUrl;
    this.tokenUrl = builder.tokenUrl;
    this.issuer = builder.issuer;
    this.issuerRequired = builder.issuerRequired;
    this.pkce = builder.pkce;
    this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(builder.parameters));
    this.allowedParameters =
        Collections.unmodifiableSet(new LinkedHashSet<>(builder.allowedParameters));
    this.scopeSeparator = builder.scopeSeparator;
    this.defaultScopes = builder.defaultScopes;
    this.requiredScopes = builder.requiredScopes;
    this.clientAuthentication = builder.clientAuthentication;
    this.bodyFormat = builder.bodyFormat;
    this.tokenHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tokenHeaders));
    this.tokenTypes = Collections.unmodifiableSet(new LinkedHashSet<>(builder.tokenTypes));
    this.tokenSets = List.copyOf(builder.tokenSets);
    this.errors = builder.errors;
    this.refresh = builder.refresh;
  }

  /**
   * Starts a builder.
   *
   * @param authorizeUrl the authorization endpoint
   * @param tokenUrl the token endpoint
   * @return a builder with every other property at its default
   */
  public static Builder builder(UrlTemplate authorizeUrl, UrlTemplate tokenUrl) {
    return new Builder(authorizeUrl, tokenUrl);
  }

  /** {@return a builder that starts with the values of this one} */
  public Builder toBuilder() {
    Builder copy = new Builder(authorizeUrl, tokenUrl);
    copy.issuer = issuer;
    copy.issuerRequired = issuerRequired;
    copy.pkce = pkce;
    copy.parameters.putAll(parameters);
    copy.allowedParameters.addAll(allowedParameters);
    copy.scopeSeparator = scopeSeparator;
    copy.defaultScopes = defaultScopes;
    copy.requiredScopes = requiredScopes;
    copy.clientAuthentication = clientAuthentication;
    copy.bodyFormat = bodyFormat;
    copy.tokenHeaders.putAll(tokenHeaders);
    copy.tokenTypes.addAll(tokenTypes);
    copy.tokenSets.addAll(tokenSets);
    copy.errors = errors;
    copy.refresh = refresh;
    return copy;
  }

  /** {@return the authorization endpoint} */
  public UrlTemplate authorizeUrl() {
    return authorizeUrl;
  }

  /** {@return the token endpoint} */
  public UrlTemplate tokenUrl() {
    return tokenUrl;
  }

  /**
   * {@return the issuer that a callback's {@code iss} must equal (RFC 9207), with variables in
   * braces; empty if none is known, and {@code iss} is not looked at}
   */
  public Optional<String> issuer() {
    return Optional.ofNullable(issuer);
  }

  /** {@return a callback without {@code iss} is refused} */
  public boolean issuerRequired() {
    return issuerRequired;
  }

  /** {@return whether the service takes PKCE} */
  public PkceMode pkce() {
    return pkce;
  }

  /** {@return the fixed extra parameters of the authorise URL} */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** {@return the extra parameters that a request may set} */
  public Set<String> allowedParameters() {
    return allowedParameters;
  }

  /** {@return what stands between two scopes in the authorise URL} */
  public String scopeSeparator() {
    return scopeSeparator;
  }

  /** {@return the scopes asked for where a request names none} */
  public Scopes defaultScopes() {
    return defaultScopes;
  }

  /** {@return the scopes without which a connection is of no use} */
  public Scopes requiredScopes() {
    return requiredScopes;
  }

  /** {@return how the client authenticates at the token endpoint} */
  public ClientAuthentication clientAuthentication() {
    return clientAuthentication;
  }

  /** {@return the body format of the token endpoint} */
  public BodyFormat bodyFormat() {
    return bodyFormat;
  }

  /** {@return the extra headers of the token endpoint} */
  public Map<String, String> tokenHeaders() {
    return tokenHeaders;
  }

  /** {@return the token types besides {@code Bearer} that can be used like it, in lower case} */
  public Set<String> tokenTypes() {
    return tokenTypes;
  }

  /**
   * {@return the token sets of a reply, the primary one first; without any, one with the standard
   * fields}
   */
  public List<TokenSetShape> tokenSets() {
    return tokenSets;
  }

  /** {@return the error codes beyond those of RFC 6749} */
  public TokenErrors errors() {
    return errors;
  }

  /** {@return what a refresh does to the tokens, and how long they live} */
  public RefreshRules refresh() {
    return refresh;
  }

  OAuth2 withUrls(UnaryOperator<String> change) {
    Builder copy = toBuilder();
    copy.authorizeUrl = authorizeUrl.changed(change);
    copy.tokenUrl = tokenUrl.changed(change);
    return copy.build();
  }

  @Override
  public String toString() {
    return "OAuth2[authorizeUrl=" + authorizeUrl + ", tokenUrl=" + tokenUrl + "]";
  }

  /** Builds an {@link OAuth2}. Not thread-safe. */
  public static final class Builder {
    private UrlTemplate authorizeUrl;
    private UrlTemplate tokenUrl;
    private @Nullable String issuer;
    private boolean issuerRequired = false;
    private PkceMode pkce = PkceMode.S256;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Set<String> allowedParameters = new LinkedHashSet<>();
    private String scopeSeparator = " ";
    private Scopes defaultScopes = Scopes.none();
    private Scopes requiredScopes = Scopes.none();
    private ClientAuthentication clientAuthentication = ClientAuthentication.POST;
    private BodyFormat bodyFormat = BodyFormat.FORM;
    private final Map<String, String> tokenHeaders = new LinkedHashMap<>();
    private final Set<String> tokenTypes = new LinkedHashSet<>();
    private final List<TokenSetShape> tokenSets = new ArrayList<>();
    private TokenErrors errors = TokenErrors.builder().build();
    private RefreshRules refresh = RefreshRules.builder().build();

    private Builder(UrlTemplate authorizeUrl, UrlTemplate tokenUrl) {
      this.authorizeUrl = Objects.requireNonNull(authorizeUrl, "authorizeUrl");
      this.tokenUrl = Objects.requireNonNull(tokenUrl, "tokenUrl");
    }

    /**
     * Sets the issuer that a callback's {@code iss} must equal (RFC 9207). Default: none.
     *
     * @param issuer the identifier, compared character by character; may hold variables in braces
     * @return this builder
     */
    public Builder issuer(@Nullable String issuer) {
      this.issuer = issuer;
      return this;
    }

    /**
     * Switches on: a callback without {@code iss} is refused. Default: off.
     *
     * @return this builder
     */
    public Builder issuerRequired() {
      this.issuerRequired = true;
      return this;
    }

    /**
     * Sets whether the service takes PKCE. Default: {@code S256}.
     *
     * @param pkce whether the service takes PKCE
     * @return this builder
     */
    public Builder pkce(PkceMode pkce) {
      this.pkce = Objects.requireNonNull(pkce, "pkce");
      return this;
    }

    /**
     * Adds one entry to the fixed extra parameters of the authorise URL; the last of equal names
     * wins. Default: empty.
     *
     * @param name the parameter; no reserved one
     * @param value its value
     * @return this builder
     */
    public Builder parameter(String name, String value) {
      parameters.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Adds to the extra parameters that a request may set. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder allowedParameters(String... added) {
      Collections.addAll(allowedParameters, added);
      return this;
    }

    /**
     * Sets what stands between two scopes in the authorise URL. Default: a space.
     *
     * @param scopeSeparator what stands between two scopes in the authorise URL
     * @return this builder
     */
    public Builder scopeSeparator(String scopeSeparator) {
      this.scopeSeparator = Objects.requireNonNull(scopeSeparator, "scopeSeparator");
      return this;
    }

    /**
     * Sets the scopes asked for where a request names none. Default: none.
     *
     * @param defaultScopes the scopes asked for where a request names none
     * @return this builder
     */
    public Builder defaultScopes(Scopes defaultScopes) {
      this.defaultScopes = Objects.requireNonNull(defaultScopes, "defaultScopes");
      return this;
    }

    /**
     * Sets the scopes without which a connection is of no use. Default: none.
     *
     * @param requiredScopes the scopes without which a connection is of no use
     * @return this builder
     */
    public Builder requiredScopes(Scopes requiredScopes) {
      this.requiredScopes = Objects.requireNonNull(requiredScopes, "requiredScopes");
      return this;
    }

    /**
     * Sets how the client authenticates at the token endpoint. Default: {@code POST}.
     *
     * @param clientAuthentication how the client authenticates at the token endpoint
     * @return this builder
     */
    public Builder clientAuthentication(ClientAuthentication clientAuthentication) {
      this.clientAuthentication =
          Objects.requireNonNull(clientAuthentication, "clientAuthentication");
      return this;
    }

    /**
     * Sets the body format of the token endpoint. Default: {@code FORM}.
     *
     * @param bodyFormat the body format of the token endpoint
     * @return this builder
     */
    public Builder bodyFormat(BodyFormat bodyFormat) {
      this.bodyFormat = Objects.requireNonNull(bodyFormat, "bodyFormat");
      return this;
    }

    /**
     * Adds one entry to the extra headers of the token endpoint; the last of equal names wins.
     * Default: empty.
     *
     * @param name the header
     * @param value its value
     * @return this builder
     */
    public Builder tokenHeader(String name, String value) {
      tokenHeaders.put(
          Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Adds to the token types besides {@code Bearer} that can be used like it, in lower case.
     * Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder tokenTypes(String... added) {
      Collections.addAll(tokenTypes, added);
      return this;
    }

    /**
     * Adds to the token sets of a reply, the primary one first; without any, one with the standard
     * fields. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder tokenSets(TokenSetShape... added) {
      Collections.addAll(tokenSets, added);
      return this;
    }

    /**
     * Sets the error codes beyond those of RFC 6749. Default: none.
     *
     * @param errors the codes
     * @return this builder
     */
    public Builder errors(TokenErrors errors) {
      this.errors = Objects.requireNonNull(errors, "errors");
      return this;
    }

    /**
     * Sets what a refresh does to the tokens. Default: the rules that assume the worst.
     *
     * @param refresh the rules
     * @return this builder
     */
    public Builder refresh(RefreshRules refresh) {
      this.refresh = Objects.requireNonNull(refresh, "refresh");
      return this;
    }

    /** {@return the immutable value} */
    public OAuth2 build() {
      return new OAuth2(this);
    }
  }
}

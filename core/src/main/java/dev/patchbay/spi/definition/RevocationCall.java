package dev.patchbay.spi.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The request that ends a grant at the service. Immutable. The URL may hold <code>{client_id}
 * </code> beside the integration's variables.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2.1">RFC 7009, section 2.1</a>
 */
public final class RevocationCall {
  private final String method;
  private final UrlTemplate url;
  private final ClientAuthentication clientAuthentication;
  private final BodyFormat bodyFormat;
  private final Map<String, String> headers;
  private final String tokenField;
  private final RevokedToken token;
  private final RevocationReach reach;
  private final Set<Integer> goneStatuses;
  private final Set<String> goneErrors;
  private final boolean tokenInHeader;

  private RevocationCall(Builder builder) {
    this.method = builder.method;
    this.url = builder.url;
    this.clientAuthentication = builder.clientAuthentication;
    this.bodyFormat = builder.bodyFormat;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
    this.tokenField = builder.tokenField;
    this.token = builder.token;
    this.reach = builder.reach;
    this.goneStatuses = Collections.unmodifiableSet(new LinkedHashSet<>(builder.goneStatuses));
    this.goneErrors = Collections.unmodifiableSet(new LinkedHashSet<>(builder.goneErrors));
    this.tokenInHeader = builder.tokenInHeader;
  }

  /**
   * Starts a builder.
   *
   * @param method the HTTP method
   * @param url the revocation endpoint
   * @return a builder with every other property at its default
   */
  public static Builder builder(String method, UrlTemplate url) {
    return new Builder(method, url);
  }

  /** {@return a builder that starts with the values of this one} */
  public Builder toBuilder() {
    Builder copy = new Builder(method, url);
    copy.clientAuthentication = clientAuthentication;
    copy.bodyFormat = bodyFormat;
    copy.headers.putAll(headers);
    copy.tokenField = tokenField;
    copy.token = token;
    copy.reach = reach;
    copy.goneStatuses.addAll(goneStatuses);
    copy.goneErrors.addAll(goneErrors);
    copy.tokenInHeader = tokenInHeader;
    return copy;
  }

  /** {@return the HTTP method} */
  public String method() {
    return method;
  }

  /** {@return the revocation endpoint} */
  public UrlTemplate url() {
    return url;
  }

  /** {@return how the client authenticates} */
  public ClientAuthentication clientAuthentication() {
    return clientAuthentication;
  }

  /** {@return the body format} */
  public BodyFormat bodyFormat() {
    return bodyFormat;
  }

  /** {@return the extra headers} */
  public Map<String, String> headers() {
    return headers;
  }

  /** {@return the field of the body that holds the token} */
  public String tokenField() {
    return tokenField;
  }

  /** {@return which token is sent} */
  public RevokedToken token() {
    return token;
  }

  /** {@return what the revocation takes with it} */
  public RevocationReach reach() {
    return reach;
  }

  /** {@return the HTTP statuses, besides 2xx, that mean the token was dead before} */
  public Set<Integer> goneStatuses() {
    return goneStatuses;
  }

  /** {@return the error codes of the body, whatever the status, that mean it was dead before} */
  public Set<String> goneErrors() {
    return goneErrors;
  }

  /** {@return whether the token goes as Bearer into the header, and not into the body} */
  public boolean tokenInHeader() {
    return tokenInHeader;
  }

  RevocationCall withUrls(UnaryOperator<String> change) {
    Builder copy = toBuilder();
    copy.url = url.changed(change);
    return copy.build();
  }

  @Override
  public String toString() {
    return "RevocationCall[method=" + method + ", url=" + url + "]";
  }

  /** Builds a {@link RevocationCall}. Not thread-safe. */
  public static final class Builder {
    private final String method;
    private UrlTemplate url;
    private ClientAuthentication clientAuthentication = ClientAuthentication.POST;
    private BodyFormat bodyFormat = BodyFormat.FORM;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String tokenField = "token";
    private RevokedToken token = RevokedToken.ACCESS;
    private RevocationReach reach = RevocationReach.TOKEN;
    private final Set<Integer> goneStatuses = new LinkedHashSet<>();
    private final Set<String> goneErrors = new LinkedHashSet<>();
    private boolean tokenInHeader = false;

    private Builder(String method, UrlTemplate url) {
      this.method = Objects.requireNonNull(method, "method");
      this.url = Objects.requireNonNull(url, "url");
    }

    /**
     * Sets how the client authenticates. Default: {@code POST}.
     *
     * @param clientAuthentication how the client authenticates
     * @return this builder
     */
    public Builder clientAuthentication(ClientAuthentication clientAuthentication) {
      this.clientAuthentication =
          Objects.requireNonNull(clientAuthentication, "clientAuthentication");
      return this;
    }

    /**
     * Sets the body format. Default: {@code FORM}.
     *
     * @param bodyFormat the body format
     * @return this builder
     */
    public Builder bodyFormat(BodyFormat bodyFormat) {
      this.bodyFormat = Objects.requireNonNull(bodyFormat, "bodyFormat");
      return this;
    }

    /**
     * Adds one entry to the extra headers; the last of equal names wins. Default: empty.
     *
     * @param name the header
     * @param value its value
     * @return this builder
     */
    public Builder header(String name, String value) {
      headers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Sets the field of the body that holds the token. Default: {@code token}.
     *
     * @param tokenField the field of the body that holds the token
     * @return this builder
     */
    public Builder tokenField(String tokenField) {
      this.tokenField = Objects.requireNonNull(tokenField, "tokenField");
      return this;
    }

    /**
     * Sets which token is sent. Default: {@code ACCESS}.
     *
     * @param token which token is sent
     * @return this builder
     */
    public Builder token(RevokedToken token) {
      this.token = Objects.requireNonNull(token, "token");
      return this;
    }

    /**
     * Sets what the revocation takes with it. Default: {@code TOKEN}.
     *
     * @param reach what the revocation takes with it
     * @return this builder
     */
    public Builder reach(RevocationReach reach) {
      this.reach = Objects.requireNonNull(reach, "reach");
      return this;
    }

    /**
     * Adds to the HTTP statuses, besides 2xx, that mean the token was dead before. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder goneStatuses(Integer... added) {
      Collections.addAll(goneStatuses, added);
      return this;
    }

    /**
     * Adds to the error codes of the body, whatever the status, that mean that the token was dead
     * before. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder goneErrors(String... added) {
      Collections.addAll(goneErrors, added);
      return this;
    }

    /**
     * Switches on: the token goes as Bearer into the {@code Authorization} header, and the request
     * has no body; for calls without a client only. Default: off.
     *
     * @return this builder
     */
    public Builder tokenInHeader() {
      this.tokenInHeader = true;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public RevocationCall build() {
      return new RevocationCall(this);
    }
  }
}

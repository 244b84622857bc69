package dev.patchbay.spi.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** How the service's API wants to be called, and to which hosts a credential may go. Immutable. */
public final class ApiAccess {
  private final UrlTemplate baseUrl;
  private final Map<String, String> headers;
  private final String credentialScheme;
  private final ApiErrors errors;

  private ApiAccess(Builder builder) {
    this.baseUrl = builder.baseUrl;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
    this.credentialScheme = builder.credentialScheme;
    this.errors = builder.errors;
  }

  /**
   * Starts a builder.
   *
   * @param baseUrl the base of the API, without a slash at the end; a credential may go to its host
   * @return a builder with every other property at its default
   */
  public static Builder builder(UrlTemplate baseUrl) {
    return new Builder(baseUrl);
  }

  /** {@return a builder that starts with the values of this one} */
  public Builder toBuilder() {
    Builder copy = new Builder(baseUrl);
    copy.headers.putAll(headers);
    copy.credentialScheme = credentialScheme;
    copy.errors = errors;
    return copy;
  }

  /** {@return the base of the API, without a slash at the end; a credential may go to its host} */
  public UrlTemplate baseUrl() {
    return baseUrl;
  }

  /** {@return the headers of every request} */
  public Map<String, String> headers() {
    return headers;
  }

  /** {@return the word before the credential in the {@code Authorization} header} */
  public String credentialScheme() {
    return credentialScheme;
  }

  /** {@return how the API says in a body that a request failed} */
  public ApiErrors errors() {
    return errors;
  }

  ApiAccess withUrls(UnaryOperator<String> change) {
    Builder copy = toBuilder();
    copy.baseUrl = baseUrl.changed(change);
    return copy.build();
  }

  @Override
  public String toString() {
    return "ApiAccess[baseUrl=" + baseUrl + "]";
  }

  /** Builds an {@link ApiAccess}. Not thread-safe. */
  public static final class Builder {
    private UrlTemplate baseUrl;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String credentialScheme = "Bearer";
    private ApiErrors errors = ApiErrors.builder().build();

    private Builder(UrlTemplate baseUrl) {
      this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
    }

    /**
     * Adds one entry to the headers of every request; the last of equal names wins. Default: empty.
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
     * Sets the word before the credential in the {@code Authorization} header. Default: {@code
     * Bearer}.
     *
     * @param credentialScheme the word before the credential in the {@code Authorization} header
     * @return this builder
     */
    public Builder credentialScheme(String credentialScheme) {
      this.credentialScheme = Objects.requireNonNull(credentialScheme, "credentialScheme");
      return this;
    }

    /**
     * Sets how the API says in a body that a request failed. Default: by the status only.
     *
     * @param errors where the codes stand, and what they mean
     * @return this builder
     */
    public Builder errors(ApiErrors errors) {
      this.errors = Objects.requireNonNull(errors, "errors");
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public ApiAccess build() {
      return new ApiAccess(this);
    }
  }
}

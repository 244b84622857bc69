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

  private ApiAccess(Builder builder) {
    this.baseUrl = builder.baseUrl;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
    this.credentialScheme = builder.credentialScheme;
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
     * Builds the value.
     *
     * @return the immutable value
     */
    public ApiAccess build() {
      return new ApiAccess(this);
    }
  }
}

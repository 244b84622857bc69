package dev.patchbay.spi.definition;

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The request that says whose account a credential is, and where the answer says so. Immutable.
 * Places are paths of field names with dots between; of several the first that holds a text or a
 * number counts. An id that is unique only together with others, such as a user's within a
 * workspace, is put together of {@link #idParts()}. A credential that may not make the call may be
 * allowed to make {@link #otherwise()} another.
 */
public final class IdentityCall {
  private final String path;
  private final String method;
  private final Map<String, String> jsonBody;
  private final List<String> idPaths;
  private final List<String> idParts;
  private final List<String> displayNamePaths;
  private final List<String> emailPaths;
  private final @Nullable String refusalHint;
  private final @Nullable UrlTemplate base;
  private final boolean idIgnoresCase;
  private final List<String> displayNameParts;
  private final String displayNameSeparator;
  private final @Nullable String scopesHeader;
  private final @Nullable IdentityCall otherwise;
  private final Set<String> finalErrors;

  private IdentityCall(Builder builder) {
    this.path = builder.path;
    this.method = builder.method;
    this.jsonBody = Collections.unmodifiableMap(new LinkedHashMap<>(builder.jsonBody));
    this.idPaths = List.copyOf(builder.idPaths);
    this.idParts = List.copyOf(builder.idParts);
    this.displayNamePaths = List.copyOf(builder.displayNamePaths);
    this.emailPaths = List.copyOf(builder.emailPaths);
    this.refusalHint = builder.refusalHint;
    this.base = builder.base;
    this.idIgnoresCase = builder.idIgnoresCase;
    this.displayNameParts = List.copyOf(builder.displayNameParts);
    this.displayNameSeparator = builder.displayNameSeparator;
    this.scopesHeader = builder.scopesHeader;
    this.otherwise = builder.otherwise;
    this.finalErrors = Collections.unmodifiableSet(new LinkedHashSet<>(builder.finalErrors));
  }

  /**
   * Starts a builder.
   *
   * @param path the path below the API's base URL, with a slash in front
   * @return a builder with every other property at its default
   */
  public static Builder builder(String path) {
    return new Builder(path);
  }

  /** {@return a builder that starts with the values of this one} */
  public Builder toBuilder() {
    Builder copy = new Builder(path);
    copy.method = method;
    copy.jsonBody.putAll(jsonBody);
    copy.idPaths.addAll(idPaths);
    copy.idParts.addAll(idParts);
    copy.displayNamePaths.addAll(displayNamePaths);
    copy.emailPaths.addAll(emailPaths);
    copy.refusalHint = refusalHint;
    copy.base = base;
    copy.idIgnoresCase = idIgnoresCase;
    copy.displayNameParts.addAll(displayNameParts);
    copy.displayNameSeparator = displayNameSeparator;
    copy.scopesHeader = scopesHeader;
    copy.otherwise = otherwise;
    copy.finalErrors.addAll(finalErrors);
    return copy;
  }

  /** {@return the path below the base URL, with a slash in front} */
  public String path() {
    return path;
  }

  /** {@return the HTTP method} */
  public String method() {
    return method;
  }

  /** {@return the fields of the JSON body; empty if the request has no body} */
  public Map<String, String> jsonBody() {
    return jsonBody;
  }

  /**
   * {@return where the parts of the account id stand, which are joined with colons; the first must
   * be there, others are left out if they are not}
   */
  public List<String> idParts() {
    return idParts;
  }

  /** {@return where the stable account id stands, if it is not put together of parts} */
  public List<String> idPaths() {
    return idPaths;
  }

  /** {@return where a name for people stands} */
  public List<String> displayNamePaths() {
    return displayNamePaths;
  }

  /** {@return where the email address stands} */
  public List<String> emailPaths() {
    return emailPaths;
  }

  /**
   * {@return what else may be wrong if the service refuses a credential, for a person; empty if
   * there is nothing to add}
   */
  public Optional<String> refusalHint() {
    return Optional.ofNullable(refusalHint);
  }

  /** {@return the base URL of this call, whose host gets the credential; empty if the API's} */
  public Optional<UrlTemplate> base() {
    return Optional.ofNullable(base);
  }

  /** {@return whether ids that differ in case only are one, and are kept in lower case} */
  public boolean idIgnoresCase() {
    return idIgnoresCase;
  }

  /** {@return where the parts of a name for people stand, which counts if all are there} */
  public List<String> displayNameParts() {
    return displayNameParts;
  }

  /** {@return what stands between the parts of the name} */
  public String displayNameSeparator() {
    return displayNameSeparator;
  }

  /** {@return the header of the answer that names the granted scopes; empty if none does} */
  public Optional<String> scopesHeader() {
    return Optional.ofNullable(scopesHeader);
  }

  /** {@return the call to make if this one is refused with 403; empty if there is none} */
  public Optional<IdentityCall> otherwise() {
    return Optional.ofNullable(otherwise);
  }

  /**
   * {@return the error codes, where {@link ApiErrors#codePaths()} point, after which no other call
   * is made}
   */
  public Set<String> finalErrors() {
    return finalErrors;
  }

  /** {@return this call and those to be made otherwise, in their order} */
  public Stream<IdentityCall> chain() {
    List<IdentityCall> calls = new ArrayList<>();
    for (IdentityCall call = this; call != null; call = call.otherwise) {
      calls.add(call);
    }
    return calls.stream();
  }

  IdentityCall withUrls(UnaryOperator<String> change) {
    Builder copy = toBuilder();
    copy.base = base == null ? null : base.changed(change);
    copy.otherwise = otherwise == null ? null : otherwise.withUrls(change);
    return copy.build();
  }

  @Override
  public String toString() {
    return "IdentityCall[path=" + path + "]";
  }

  /** Builds an {@link IdentityCall}. Not thread-safe. */
  public static final class Builder {
    private final String path;
    private String method = "GET";
    private final Map<String, String> jsonBody = new LinkedHashMap<>();
    private final List<String> idPaths = new ArrayList<>();
    private final List<String> idParts = new ArrayList<>();
    private final List<String> displayNamePaths = new ArrayList<>();
    private final List<String> emailPaths = new ArrayList<>();
    private @Nullable String refusalHint;
    private @Nullable UrlTemplate base;
    private boolean idIgnoresCase = false;
    private final List<String> displayNameParts = new ArrayList<>();
    private String displayNameSeparator = " ";
    private @Nullable String scopesHeader;
    private @Nullable IdentityCall otherwise;
    private final Set<String> finalErrors = new LinkedHashSet<>();

    private Builder(String path) {
      this.path = Objects.requireNonNull(path, "path");
    }

    /**
     * Sets the HTTP method. Default: {@code GET}.
     *
     * @param method the HTTP method
     * @return this builder
     */
    public Builder method(String method) {
      this.method = Objects.requireNonNull(method, "method");
      return this;
    }

    /**
     * Adds one field to the JSON body; the last of equal names wins. Default: no body.
     *
     * @param name the field
     * @param value its value
     * @return this builder
     */
    public Builder jsonField(String name, String value) {
      jsonBody.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Adds to where the parts of the account id stand. Default: none; the id is no composite.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder idParts(String... added) {
      Collections.addAll(idParts, added);
      return this;
    }

    /**
     * Adds to where the stable account id stands. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder idPaths(String... added) {
      Collections.addAll(idPaths, added);
      return this;
    }

    /**
     * Adds to where a name for people stands. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder displayNamePaths(String... added) {
      Collections.addAll(displayNamePaths, added);
      return this;
    }

    /**
     * Adds to where the email address stands. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder emailPaths(String... added) {
      Collections.addAll(emailPaths, added);
      return this;
    }

    /**
     * Sets what else may be wrong if the service refuses a credential, in the imperative. Default:
     * none.
     *
     * @param refusalHint such as {@code check the region}
     * @return this builder
     */
    public Builder refusalHint(@Nullable String refusalHint) {
      this.refusalHint = refusalHint;
      return this;
    }

    /**
     * Sets the base URL of this call, if it is not the API's. The credential may go to its host.
     * Default: that of the API.
     *
     * @param base the base URL, without a slash at the end
     * @return this builder
     */
    public Builder base(UrlTemplate base) {
      this.base = Objects.requireNonNull(base, "base");
      return this;
    }

    /**
     * Switches on: ids that differ in case only are one, and are kept in lower case. Default: off.
     *
     * @return this builder
     */
    public Builder idIgnoresCase() {
      this.idIgnoresCase = true;
      return this;
    }

    /**
     * Sets where the parts of a name for people stand. If one is missing, {@link
     * #displayNamePaths(String...)} counts. Default: no parts.
     *
     * @param separator what stands between them
     * @param parts where they stand
     * @return this builder
     */
    public Builder displayNameParts(String separator, String... parts) {
      this.displayNameSeparator = Objects.requireNonNull(separator, "separator");
      Collections.addAll(displayNameParts, parts);
      return this;
    }

    /**
     * Sets the header of the answer that names the granted scopes, which tells them of a credential
     * that was handed over. Default: none.
     *
     * @param scopesHeader the header's name
     * @return this builder
     */
    public Builder scopesHeader(@Nullable String scopesHeader) {
      this.scopesHeader = scopesHeader;
      return this;
    }

    /**
     * Sets the call to make if this one is refused with 403, as for want of a scope. Default: none.
     *
     * @param otherwise the other call
     * @return this builder
     */
    public Builder otherwise(@Nullable IdentityCall otherwise) {
      this.otherwise = otherwise;
      return this;
    }

    /**
     * Adds to the error codes after which no other call is made, because they tell of something
     * else than a missing scope. Default: none.
     *
     * @param added what to add, in this order
     * @return this builder
     */
    public Builder finalErrors(String... added) {
      Collections.addAll(finalErrors, added);
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public IdentityCall build() {
      return new IdentityCall(this);
    }
  }
}

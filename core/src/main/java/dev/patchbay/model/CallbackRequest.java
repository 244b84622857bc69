package dev.patchbay.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A browser's arrival at the redirect URI, as the host's route got it. Immutable; {@code toString}
 * leaves query and binding out, because they hold the authorization code.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749, section 4.1.2</a>
 */
public final class CallbackRequest {
  private final String integrationType;
  private final transient String rawQuery;
  private final @Nullable Secret browserBinding;

  private CallbackRequest(
      String integrationType, String rawQuery, @Nullable Secret browserBinding) {
    this.integrationType = Objects.requireNonNull(integrationType, "integrationType");
    this.rawQuery = rawQuery;
    this.browserBinding = browserBinding;
  }

  /**
   * Describes a callback.
   *
   * @param integrationType the integration whose redirect URI the browser arrived at
   * @param rawQuery the query of the URL, not decoded, without the question mark; null if there was
   *     none
   * @return the request, without a browser binding
   */
  public static CallbackRequest ofQuery(String integrationType, @Nullable String rawQuery) {
    return new CallbackRequest(integrationType, rawQuery == null ? "" : rawQuery, null);
  }

  /**
   * Adds what the browser presented of the binding that its session was created with.
   *
   * @param binding the cookie's value; null if the browser had none
   * @return a copy with the binding
   */
  public CallbackRequest withBrowserBinding(@Nullable Secret binding) {
    return new CallbackRequest(integrationType, rawQuery, binding);
  }

  /** {@return the integration whose redirect URI the browser arrived at} */
  public String integrationType() {
    return integrationType;
  }

  /** {@return the raw query; holds the authorization code} */
  public String rawQuery() {
    return rawQuery;
  }

  /** {@return the binding that the browser presented; empty if none} */
  public Optional<Secret> browserBinding() {
    return Optional.ofNullable(browserBinding);
  }

  @Override
  public String toString() {
    return "CallbackRequest[integrationType=" + integrationType + "]";
  }
}

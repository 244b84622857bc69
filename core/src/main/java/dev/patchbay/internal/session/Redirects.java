package dev.patchbay.internal.session;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The configured redirect URIs: a base with the integration's id appended, so that each integration
 * has its own, or the bare base where a registration cannot change. Thread-safe.
 */
public final class Redirects {
  private final @Nullable String base;
  private final Set<String> bare;
  // Each session keeps its redirect URI; so all of an integration keep one and the same text.
  private final Map<String, String> known = new ConcurrentHashMap<>();

  /**
   * Makes the redirect URIs of a host.
   *
   * @param base the configured callback URL, if there is one
   * @param bare the integrations whose redirect URI is the bare base
   */
  public Redirects(@Nullable String base, Set<String> bare) {
    this.base = base;
    this.bare = bare;
  }

  /** {@return the redirect URI of an integration that is installed} */
  String of(String integrationType) {
    String redirectUri = known.get(integrationType);
    if (redirectUri == null) {
      redirectUri = make(integrationType);
      known.put(integrationType, redirectUri);
    }
    return redirectUri;
  }

  private String make(String integrationType) {
    if (base == null) {
      throw new MisconfiguredException(
          ErrorDetail.builder(
                  ErrorCode.INVALID_CONFIGURATION,
                  "A session was to be created and no callback URL is configured; set it with"
                      + " 'callbackUrl(..)' or PATCHBAY_CALLBACK_URL")
              .integrationType(integrationType)
              .field("callbackUrl")
              .build());
    }
    if (bare.contains(integrationType)) {
      return base;
    }
    return base.endsWith("/") ? base + integrationType : base + "/" + integrationType;
  }
}

package dev.patchbay.internal.session;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configured redirect URIs: a base with the integration's id appended, so that each integration
 * has its own, or the bare base where a registration cannot change.
 *
 * @param base the configured callback URL, if there is one
 * @param bare the integrations whose redirect URI is the bare base
 */
public record Redirects(@Nullable String base, Set<String> bare) {

  String of(String integrationType) {
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

package dev.patchbay.internal.protocol;

import dev.patchbay.spi.definition.TokenGrant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts the answer to a refresh and the grant that was refreshed together.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749, section 6</a>
 */
public final class GrantMerge {
  private GrantMerge() {}

  /**
   * Merges. What the answer does not name stays: above all the refresh token, which a service that
   * does not rotate leaves out. Lives are the answer's alone, since the old ones count from an
   * earlier time; without one the life is unknown.
   *
   * @param kept the grant that was refreshed
   * @param given the answer's
   * @return the grant to keep from now on, under the kept one's name
   */
  public static TokenGrant merge(TokenGrant kept, TokenGrant given) {
    TokenGrant.Builder merged =
        TokenGrant.builder(kept.name(), given.accessToken())
            .tokenType(given.tokenType().or(kept::tokenType).orElse(null))
            .refreshToken(given.refreshToken().or(kept::refreshToken).orElse(null))
            .scopes(given.scopes().or(kept::scopes).orElse(null))
            .expiresIn(given.expiresIn().orElse(null))
            .refreshExpiresIn(given.refreshExpiresIn().orElse(null));
    Map<String, String> extra = new LinkedHashMap<>(kept.extra());
    extra.putAll(given.extra());
    extra.forEach(merged::extra);
    return merged.build();
  }
}

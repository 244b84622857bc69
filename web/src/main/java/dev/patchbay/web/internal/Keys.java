package dev.patchbay.web.internal;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.web.spi.KeySource;
import dev.patchbay.web.spi.Principal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the key of a request: one header, one scheme, one key, in exactly one form.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, section 2.1</a>
 */
final class Keys {
  private static final Pattern BEARER = Pattern.compile("Bearer ([!-~]{1,512})");

  private final KeySource source;

  Keys(KeySource source) {
    this.source = source;
  }

  Principal require(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders("authorization"));
    return Optional.of(headers)
        .filter(given -> given.size() == 1)
        .map(given -> BEARER.matcher(given.get(0)))
        .filter(Matcher::matches)
        .flatMap(bearer -> source.find(Secret.of(bearer.group(1))))
        .orElseThrow(Keys::unauthenticated);
  }

  private static Refusal unauthenticated() {
    return new Refusal(
        ErrorCode.UNAUTHENTICATED,
        "A key is needed and none that is known came; send 'authorization: Bearer <key>'.",
        Map.of("www-authenticate", "Bearer"));
  }
}

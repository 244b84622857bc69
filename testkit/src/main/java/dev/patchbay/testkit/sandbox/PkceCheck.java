package dev.patchbay.testkit.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks proof keys: S256 only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636#section-4">RFC 7636, section 4</a>
 */
final class PkceCheck {
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private final PkceRule rule;

  PkceCheck(PkceRule rule) {
    this.rule = rule;
  }

  boolean isAcceptable(RecordedRequest authorization) {
    Optional<String> challenge = authorization.queryParameter("code_challenge");
    if (rule == PkceRule.IGNORED || rule == PkceRule.REFUSED) {
      return true;
    }
    if (challenge.isEmpty()) {
      return rule == PkceRule.OPTIONAL;
    }
    // A missing method would mean "plain" (section 4.3).
    return authorization.queryParameter("code_challenge_method").filter("S256"::equals).isPresent()
        && CHALLENGE.matcher(challenge.get()).matches();
  }

  Optional<String> challengeOf(RecordedRequest authorization) {
    return rule == PkceRule.IGNORED
        ? Optional.empty()
        : authorization.queryParameter("code_challenge");
  }

  boolean isProven(IssuedCode code, RecordedRequest exchange) {
    Optional<String> verifier = exchange.bodyField("code_verifier");
    if (code.challenge().isEmpty()) {
      // A verifier without a challenge is a downgrade (RFC 9700, section 2.1.1).
      return verifier.isEmpty() || rule == PkceRule.IGNORED;
    }
    if (rule == PkceRule.REFUSED) {
      return false;
    }
    return verifier
        .filter(text -> VERIFIER.matcher(text).matches())
        .map(PkceCheck::s256)
        .equals(code.challenge());
  }

  private static String s256(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}

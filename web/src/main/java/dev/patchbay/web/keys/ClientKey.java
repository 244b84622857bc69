package dev.patchbay.web.keys;

import dev.patchbay.model.Secret;
import dev.patchbay.web.spi.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** How keys of the REST API look: {@code org_…} or {@code tok_…}, with 256 random bits. */
final class ClientKey {
  static final String ORGANISATION = "org_";
  static final String WORKSPACE = "tok_";

  /** 128 bits in base64url. */
  private static final int MIN_RANDOM_LENGTH = 22;

  private static final int RANDOM_BYTES = 32;

  private ClientKey() {}

  static Secret make(Principal principal, SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String prefix = principal.isOrganisation() ? ORGANISATION : WORKSPACE;
    return Secret.of(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** {@return whether a text has the prefix of such a principal, and is too long to be guessed} */
  static boolean isAcceptable(Secret key, Principal principal) {
    String prefix = principal.isOrganisation() ? ORGANISATION : WORKSPACE;
    String text = key.reveal();
    return text.startsWith(prefix)
        && text.length() >= prefix.length() + MIN_RANDOM_LENGTH
        && text.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  static byte[] hash(Secret key) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(key.reveal().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}

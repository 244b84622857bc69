package dev.patchbay.testkit.ciphers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.testkit.Canary;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a cipher throws at something that it must not open. */
final class Refusal {
  private Refusal() {}

  /** Asserts that it is refused as unreadable, and returns the message. */
  static String ofUnreadable(CredentialCipher cipher, Sealed sealed, CipherContext place) {
    return of(ErrorCode.SECRET_UNREADABLE, cipher, sealed, place);
  }

  /** Asserts that it is refused with that code and tells nothing else; returns the message. */
  static String of(ErrorCode code, CredentialCipher cipher, Sealed sealed, CipherContext place) {
    Told told = of(cipher, sealed, place);
    if (told.code() != code) {
      fail("Expected %s, but was %s: %s", code, told.code(), told.message());
    }
    return told.message();
  }

  /**
   * Asserts that it is refused as unreadable, or by a cipher that names no keys as of an unknown
   * one, since its id may stand in the bytes.
   */
  static Told ofDamaged(CredentialCipher cipher, Sealed sealed, CipherContext place) {
    return cipher.writeKeyId().isEmpty()
        ? ofEither(cipher, sealed, place)
        : new Told(ErrorCode.SECRET_UNREADABLE, ofUnreadable(cipher, sealed, place));
  }

  /** Asserts that it is refused as unreadable, or as of an unknown key. */
  static Told ofEither(CredentialCipher cipher, Sealed sealed, CipherContext place) {
    Told told = of(cipher, sealed, place);
    assertThat(told.code()).isIn(ErrorCode.SECRET_UNREADABLE, ErrorCode.KEY_UNKNOWN);
    return told;
  }

  private static Told of(CredentialCipher cipher, Sealed sealed, CipherContext place) {
    try {
      cipher.open(sealed, place);
    } catch (MisconfiguredException refused) {
      requireSilent(refused);
      return new Told(refused.code(), refused.detail().message());
    } catch (RuntimeException other) {
      fail("Expected a MisconfiguredException", other);
    }
    return fail(
        String.format(Locale.ROOT, "Expected a refusal, but it opened: %s at %s", sealed, place));
  }

  /** Without a cause, the message is all that a trace shows. */
  private static void requireSilent(MisconfiguredException refused) {
    assertThat(refused.getCause()).isNull();
    assertThat(refused.getSuppressed()).isEmpty();
    assertThat(Canary.findIn(refused.toString().getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  /** What it said. */
  record Told(ErrorCode code, String message) {}
}

package example.acme;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM under a key of its own; a secret opens only in its place. */
public final class AcmeCipher implements CredentialCipher {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key = new SecretKeySpec(random(32), "AES");

  @Override
  public Sealed seal(byte[] plaintext, CipherContext context) {
    byte[] nonce = random(NONCE);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, plaintext, context);
    return Sealed.of(ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array());
  }

  @Override
  public byte[] open(Sealed sealed, CipherContext context) {
    ByteBuffer bytes = ByteBuffer.wrap(sealed.bytes());
    byte[] nonce = new byte[NONCE];
    bytes.get(nonce);
    byte[] body = new byte[bytes.remaining()];
    bytes.get(body);
    return run(Cipher.DECRYPT_MODE, nonce, body, context);
  }

  private byte[] run(int mode, byte[] nonce, byte[] input, CipherContext context) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place(context));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException failed) {
      throw new MisconfiguredException(
          ErrorDetail.builder(ErrorCode.SECRET_UNREADABLE, "A secret does not open here")
              .integrationType(context.integrationType())
              .cause(failed)
              .build());
    }
  }

  private static byte[] place(CipherContext context) {
    return List.of(
            context.workspaceId().value(),
            context.ownerId(),
            context.integrationType(),
            context.field(),
            new TreeMap<>(context.variables()),
            context.tokenSet(),
            context.version())
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}

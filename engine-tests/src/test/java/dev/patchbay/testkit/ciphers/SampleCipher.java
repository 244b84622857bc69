package dev.patchbay.testkit.ciphers;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A good cipher of one key, whose parts faulty ones do badly. */
class SampleCipher implements CredentialCipher {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String keyId;
  private final SecretKeySpec key;

  SampleCipher(String keyId) {
    this.keyId = keyId;
    byte[] bytes = new byte[32];
    System.arraycopy(keyId.getBytes(StandardCharsets.UTF_8), 0, bytes, 0, 4);
    this.key = new SecretKeySpec(bytes, "AES");
  }

  @Override
  public Sealed seal(byte[] plaintext, CipherContext context) {
    byte[] nonce = nonce();
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place(context));
      byte[] text = cipher.doFinal(plaintext);
      byte[] bytes = Arrays.copyOf(nonce, NONCE + text.length);
      System.arraycopy(text, 0, bytes, NONCE, text.length);
      return Sealed.of(bytes).withKeyId(keyId);
    } catch (GeneralSecurityException unable) {
      throw new IllegalStateException(unable);
    }
  }

  byte[] nonce() {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    return nonce;
  }

  @Override
  public byte[] open(Sealed sealed, CipherContext context) {
    byte[] bytes = sealed.bytes();
    if (bytes.length < NONCE + TAG_BITS / Byte.SIZE || sealed.keyId().isEmpty()) {
      return refuse(bytes, null);
    }
    if (!sealed.keyId().get().equals(keyId)) {
      return unknown(sealed, context);
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE));
      cipher.updateAAD(place(context));
      return cipher.doFinal(bytes, NONCE, bytes.length - NONCE);
    } catch (GeneralSecurityException unreadable) {
      return refuse(bytes, unreadable);
    }
  }

  /** A value whose id was changed must not pass for one of a lost key. */
  byte[] unknown(Sealed sealed, CipherContext context) {
    try {
      open(Sealed.of(sealed.bytes()).withKeyId(keyId), context);
    } catch (MisconfiguredException reallyOfAnother) {
      String message = "There is no key '" + sealed.keyId().orElse("") + "'";
      throw new MisconfiguredException(ErrorDetail.builder(ErrorCode.KEY_UNKNOWN, message).build());
    }
    return refuse(sealed.bytes(), null);
  }

  byte[] refuse(byte[] bytes, @Nullable Throwable reason) {
    throw new MisconfiguredException(
        ErrorDetail.builder(ErrorCode.SECRET_UNREADABLE, "A secret does not open").build());
  }

  byte[] place(CipherContext context) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeUTF(context.workspaceId().value());
      out.writeUTF(context.ownerId());
      out.writeUTF(context.integrationType());
      out.writeUTF(context.field());
      out.writeUTF(context.tokenSet().map(set -> "+" + set).orElse(""));
      out.writeLong(context.version());
      for (Map.Entry<String, String> entry : new TreeMap<>(context.variables()).entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeUTF(entry.getValue());
      }
      return bytes.toByteArray();
    } catch (IOException neverOfAnArray) {
      throw new UncheckedIOException(neverOfAnArray);
    }
  }

  @Override
  public Optional<String> writeKeyId() {
    return Optional.of(keyId);
  }

  @Override
  public Set<String> keyIds() {
    return Set.of(keyId);
  }
}

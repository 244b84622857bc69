package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.util.SecretBytes;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.CipherContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/** Keysets for tests, and a place where something sealed stands. */
@AccessesPartialKey
final class Keysets {
  static final CipherContext PLACE =
      CipherContext.builder(WorkspaceId.of("ws_acme"), "conn_1", "github", CipherContext.CREDENTIAL)
          .tokenSet("default")
          .version(1)
          .build();

  static {
    SelfTest.run();
  }

  private Keysets() {}

  static KeysetHandle random() {
    return random(PredefinedAeadParameters.AES256_GCM);
  }

  static KeysetHandle random(Parameters parameters) {
    try {
      return KeysetHandle.generateNew(parameters);
    } catch (GeneralSecurityException unable) {
      throw new IllegalStateException(unable);
    }
  }

  static KeysetHandle added(KeysetHandle keyset) {
    try {
      return KeysetEdits.added(keyset, KeyType.AES_256_GCM);
    } catch (GeneralSecurityException unable) {
      throw new IllegalStateException(unable);
    }
  }

  static KeysetHandle promoted(KeysetHandle keyset) {
    try {
      return KeysetEdits.promoted(keyset);
    } catch (GeneralSecurityException unable) {
      throw new IllegalStateException(unable);
    }
  }

  static KeysetHandle disabled(KeysetHandle keyset, String keyId) {
    try {
      return KeysetEdits.disabled(keyset, keyId);
    } catch (GeneralSecurityException unable) {
      throw new IllegalStateException(unable);
    }
  }

  static String writeKeyId(KeysetHandle keyset) {
    return RingKey.name(keyset.getPrimary().getId());
  }

  static Key aesGcm(byte[] bytes, int id) throws GeneralSecurityException {
    return AesGcmKey.builder()
        .setParameters(PredefinedAeadParameters.AES256_GCM)
        .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
        .setIdRequirement(id)
        .build();
  }

  static Key xaesGcm(byte[] bytes, int id) throws GeneralSecurityException {
    return XAesGcmKey.create(
        PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE,
        SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()),
        id);
  }

  static KeysetHandle of(Key key) throws GeneralSecurityException {
    return KeysetHandle.newBuilder()
        .addEntry(
            KeysetHandle.importKey(key).withFixedId(key.getIdRequirementOrNull()).makePrimary())
        .build();
  }

  static String json(KeysetHandle keyset) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
  }

  /** Writes a keyset in clear as an operator would carry it to a node. */
  static void write(KeysetHandle keyset, Path file) throws IOException, GeneralSecurityException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, json(keyset));
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }
}

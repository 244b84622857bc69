package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;

/** In clear. */
final class ClearForm implements KeysetForm {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  @Override
  public void requireSafe(Path file) {
    PosixFileAttributeView rights = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (rights == null) {
      throw unsafe(
          file,
          "it cannot be told who may read it there; use an environment variable or a"
              + " wrapped keyset");
    }
    requireOwnerOnly(file, rights);
  }

  private static void requireOwnerOnly(Path file, PosixFileAttributeView rights) {
    try {
      Set<PosixFilePermission> found = rights.readAttributes().permissions();
      if (!OWNER.containsAll(found)) {
        throw unsafe(
            file,
            "its mode is '"
                + PosixFilePermissions.toString(found)
                + "'; expected 'rw-------', so that only its owner can read it; run 'chmod 600 "
                + file
                + "', and rotate if somebody else may have read it");
      }
    } catch (IOException failed) {
      throw Failures.configuration("The rights of file '" + file + "' cannot be read", failed);
    }
  }

  private static RuntimeException unsafe(Path file, String reason) {
    return Failures.configuration(
        "The keyset in clear in file '" + file + "' was not used, because " + reason);
  }

  @Override
  public KeysetHandle read(String json, String source) {
    if (json.contains("\"encryptedKeyset\"")) {
      throw Failures.configuration(
          "The keyset from "
              + source
              + " was expected in clear, and is wrapped; read it with the key that wraps it, by"
              + " 'wrappedFile', 'wrappedEnvironment' or '--kms'");
    }
    try {
      return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException | RuntimeException quoting) {
      throw noKeyset(source);
    }
  }

  /** Without the parser's words, which may quote the text. */
  static RuntimeException noKeyset(String source) {
    return Failures.configuration(
        "What was read from "
            + source
            + " is no keyset; expected Tink's JSON, as 'KeysetCommand create' writes it, and no"
            + " pass-phrase or bare key");
  }

  @Override
  public String write(KeysetHandle keyset) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
  }
}

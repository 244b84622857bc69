package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import dev.patchbay.model.KeyRole;
import dev.patchbay.model.KeyUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Edits a keyset in a file. Every change is written wholly or not at all, and of two at once none
 * is lost, whatever processes they are made by. Thread-safe.
 *
 * <pre>{@code
 * KeysetFile keyset = KeysetFile.inClear(Path.of("/etc/app/keyset.json"));
 * keyset.add(KeyType.AES_256_GCM); // then bring the file to every node
 * keyset.promote();
 * integrations.reencrypt(ReencryptionOptions.defaults());
 * keyset.retire(oldKeyId, integrations.keyUsage());
 * }</pre>
 *
 * <p>Every method that cannot read or write the file throws {@link
 * dev.patchbay.error.MisconfiguredException} with {@code INVALID_CONFIGURATION}; what the keyset
 * does not allow is an {@link dev.patchbay.error.InvalidRequestException}. Nothing was changed
 * then.
 */
public final class KeysetFile {
  private final Path file;
  private final KeysetForm form;
  private final FileSource source;

  private KeysetFile(Path file, KeysetForm form) {
    this.file = file;
    this.form = form;
    this.source = new FileSource(file, form);
    SelfTest.run();
  }

  /**
   * Names a file with a keyset in clear, which only its owner has any right to.
   *
   * @param file the file, which need not exist yet
   * @return the file, to be edited
   */
  public static KeysetFile inClear(Path file) {
    return new KeysetFile(file, new ClearForm());
  }

  /**
   * Names a file with a keyset that a key of a key management service wraps.
   *
   * @param file the file, which need not exist yet
   * @param master what the service's client gives for the key that wraps
   * @return the file, to be edited
   */
  public static KeysetFile wrapped(Path file, Aead master) {
    return new KeysetFile(file, new WrappedForm(master));
  }

  /**
   * Makes the file, with a keyset of one key, which writes.
   *
   * @param type the type of the key
   * @return its id
   * @throws dev.patchbay.error.InvalidRequestException if there is anything under that name
   */
  public String create(KeyType type) {
    try (FileLease lease = FileLease.take(file.toAbsolutePath())) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw Failures.argument(
            "file", "A keyset was to be made in '" + file + "', which exists; name a new file");
      }
      KeysetHandle keyset = KeysetEdits.created(type);
      lease.replace(form.write(keyset).getBytes(StandardCharsets.UTF_8));
      return RingKey.name(keyset.getPrimary().getId());
    } catch (IOException | GeneralSecurityException failed) {
      throw notWritten(failed);
    }
  }

  /**
   * Adds a key that opens and does not write yet. Every node must have it before it is promoted.
   *
   * @param type the type of the key
   * @return its id
   * @throws dev.patchbay.error.InvalidRequestException if another key waits already
   */
  public String add(KeyType type) {
    KeysetHandle keyset = edit(before -> KeysetEdits.added(before, type));
    return RingKey.name(keyset.getAt(keyset.size() - 1).getId());
  }

  /**
   * Lets the key that waits write. The one that wrote before goes on opening.
   *
   * @return the id of the key that writes now
   * @throws dev.patchbay.error.InvalidRequestException if no key waits
   */
  public String promote() {
    return RingKey.name(edit(KeysetEdits::promoted).getPrimary().getId());
  }

  /**
   * Adds a key and lets it write at once: for a single node only, since others would meet what they
   * cannot open until they have read the file again.
   *
   * @param type the type of the key
   * @return the id of the key that writes now
   * @throws dev.patchbay.error.InvalidRequestException if another key waits already
   */
  public String replace(KeyType type) {
    KeysetHandle keyset = edit(before -> KeysetEdits.promoted(KeysetEdits.added(before, type)));
    return RingKey.name(keyset.getPrimary().getId());
  }

  /**
   * Disables a key that nothing is sealed with.
   *
   * @param keyId the id of the key
   * @param usage what {@code integrations.keyUsage()} said after everything was sealed anew
   * @throws dev.patchbay.error.InvalidRequestException if something is sealed with the key, or it
   *     is the one that writes, here or on the node that counted, or is not there
   */
  public void retire(String keyId, KeyUsage usage) {
    long values = usage.values(keyId);
    if (values > 0) {
      throw Failures.argument(
          "keyId",
          "Key '"
              + keyId
              + "' was to be retired, but "
              + values
              + " values are sealed with it; call 'integrations.reencrypt(..)' until none is");
    }
    requireNotWriting(keyId, usage);
    disable(keyId);
  }

  private static void requireNotWriting(String keyId, KeyUsage usage) {
    if (usage.keys().stream()
        .anyMatch(key -> key.keyId().equals(keyId) && key.role() == KeyRole.WRITES)) {
      throw Failures.argument(
          "keyId",
          "Key '"
              + keyId
              + "' was to be retired, but the node that counted still writes with it; let every"
              + " node read the promoted keyset first, seal anew, and count again");
    }
  }

  /**
   * Disables a key, whatever is sealed with it: that does not open until it is enabled again.
   *
   * @param keyId the id of the key
   * @throws dev.patchbay.error.InvalidRequestException if it is the one that writes, is disabled
   *     already, or is not there
   */
  public void disable(String keyId) {
    edit(before -> KeysetEdits.disabled(before, keyId));
  }

  /**
   * Enables a key that was disabled.
   *
   * @param keyId the id of the key
   * @throws dev.patchbay.error.InvalidRequestException if it is not disabled, or not there
   */
  public void enable(String keyId) {
    edit(before -> KeysetEdits.enabled(before, keyId));
  }

  /**
   * Removes a key that is disabled, for good: what is sealed with it, in a backup too, is lost.
   *
   * @param keyId the id of the key
   * @throws dev.patchbay.error.InvalidRequestException if it is not disabled, or not there
   */
  public void erase(String keyId) {
    edit(before -> KeysetEdits.erased(before, keyId));
  }

  /** {@return the keys, in the order in which they were added} */
  public List<KeysetKey> keys() {
    try {
      return KeysetKey.listOf(source.load());
    } catch (IllegalStateException foreign) {
      throw ClearForm.noKeyset(source.describe());
    }
  }

  private KeysetHandle edit(Edit edit) {
    source.load(); // a file that is not there is told before a lock is put beside it
    try (FileLease lease = FileLease.take(file.toRealPath())) {
      KeysetHandle keyset = changed(edit);
      lease.replace(form.write(keyset).getBytes(StandardCharsets.UTF_8));
      return keyset;
    } catch (IOException | GeneralSecurityException failed) {
      throw notWritten(failed);
    }
  }

  private KeysetHandle changed(Edit edit) throws GeneralSecurityException {
    try {
      return edit.apply(source.load());
    } catch (IllegalStateException foreign) {
      throw ClearForm.noKeyset(source.describe());
    }
  }

  private RuntimeException notWritten(Exception failed) {
    return Failures.configuration(
        "The keyset was to be written into "
            + source.describe()
            + ", which failed with '"
            + failed.getClass().getName()
            + "'; nothing was changed; see that this user may write into its folder",
        failed);
  }

  @Override
  public String toString() {
    return "KeysetFile[" + file + "]";
  }

  /** Makes another keyset of one. */
  private interface Edit {
    KeysetHandle apply(KeysetHandle before) throws GeneralSecurityException;
  }
}

package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import dev.patchbay.error.InvalidRequestException;
import java.security.GeneralSecurityException;
import java.util.Set;

/** Makes another keyset of one. A new key is the last one, so that those after the primary wait. */
final class KeysetEdits {
  private KeysetEdits() {}

  static KeysetHandle created(KeyType type) throws GeneralSecurityException {
    return KeysetHandle.generateNew(type.parameters());
  }

  /** Adds a key that waits. */
  static KeysetHandle added(KeysetHandle keyset, KeyType type) throws GeneralSecurityException {
    KeysetKey.listOf(keyset).stream()
        .filter(key -> key.state() == KeyState.WAITS)
        .findFirst()
        .ifPresent(
            waiting -> {
              throw Failures.argument(
                  "keyset",
                  "A key was to be added, but key '"
                      + waiting.keyId()
                      + "' still waits; promote it ('rotate --promote') or retire it first");
            });
    return KeysetHandle.newBuilder(keyset)
        .addEntry(KeysetHandle.generateEntryFromParameters(type.parameters()).withRandomId())
        .build();
  }

  /** Lets the key that waits write; the one that wrote goes on opening. */
  static KeysetHandle promoted(KeysetHandle keyset) throws GeneralSecurityException {
    int newest =
        KeysetKey.listOf(keyset).stream()
            .filter(key -> key.state() == KeyState.WAITS)
            .mapToInt(KeysetKey::at)
            .max()
            .orElseThrow(
                () ->
                    Failures.argument(
                        "keyset",
                        "A key was to be promoted, but none waits; add one with 'rotate' first"));
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(keyset);
    builder.getAt(newest).makePrimary();
    return builder.build();
  }

  static KeysetHandle disabled(KeysetHandle keyset, String keyId) throws GeneralSecurityException {
    int at = find(keyset, keyId, Set.of(KeyState.WAITS, KeyState.READS), "disabled");
    return withStatus(keyset, at, KeyStatus.DISABLED);
  }

  static KeysetHandle enabled(KeysetHandle keyset, String keyId) throws GeneralSecurityException {
    int at = find(keyset, keyId, Set.of(KeyState.DISABLED), "enabled");
    return withStatus(keyset, at, KeyStatus.ENABLED);
  }

  static KeysetHandle erased(KeysetHandle keyset, String keyId) throws GeneralSecurityException {
    int at = find(keyset, keyId, Set.of(KeyState.DISABLED), "erased");
    return KeysetHandle.newBuilder(keyset).deleteAt(at).build();
  }

  private static KeysetHandle withStatus(KeysetHandle keyset, int at, KeyStatus status)
      throws GeneralSecurityException {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(keyset);
    builder.getAt(at).setStatus(status);
    return builder.build();
  }

  private static int find(
      KeysetHandle keyset, String keyId, Set<KeyState> expected, String attempt) {
    KeysetKey key =
        KeysetKey.listOf(keyset).stream()
            .filter(each -> each.keyId().equals(keyId))
            .findFirst()
            .orElseThrow(() -> unknown(keyId, attempt));
    KeyState state = key.state();
    if (!expected.contains(state)) {
      throw Failures.argument(
          "keyId",
          "Key '"
              + keyId
              + "' was to be "
              + attempt
              + ", and "
              + reason(state)
              + "; look at 'list'");
    }
    return key.at();
  }

  private static InvalidRequestException unknown(String keyId, String attempt) {
    String shown = keyId.chars().limit(20).allMatch(Character::isDigit) ? keyId : "?";
    return Failures.argument(
        "keyId", "Key '" + shown + "' was to be " + attempt + ", and is not there; look at 'list'");
  }

  private static String reason(KeyState state) {
    return switch (state) {
      case WRITES -> "is the one that seals; let another one write first ('rotate')";
      case WAITS, READS -> "is enabled; retire it first";
      case DISABLED -> "is disabled already";
    };
  }
}

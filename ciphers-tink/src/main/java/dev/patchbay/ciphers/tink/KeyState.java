package dev.patchbay.ciphers.tink;

/** What a key of a keyset does. */
public enum KeyState {
  /** It seals and opens; there is exactly one. */
  WRITES,
  /** It opens, and is the one that will seal after the next promotion. */
  WAITS,
  /** It opens what it sealed before. */
  READS,
  /** It does nothing, and can be enabled again. */
  DISABLED
}

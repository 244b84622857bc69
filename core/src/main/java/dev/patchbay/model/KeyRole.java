package dev.patchbay.model;

/** What a cipher does with a key. */
public enum KeyRole {
  /** It seals with it, and opens. */
  WRITES,
  /** It opens with it only. */
  READS,
  /** It does not have it: what is sealed with it does not open. */
  UNKNOWN
}

package dev.patchbay.model;

/** What became of a grant at the service when its connection was deleted. */
public enum Revocation {
  /** The service confirmed that the grant is dead, or that it was dead before. */
  REVOKED,
  /** The service offers no way to revoke it; its user can, in the service's own settings. */
  NOT_SUPPORTED,
  /** The service was asked and did not confirm; the grant may still be alive. */
  FAILED,
  /**
   * The service was not asked: by choice, or because another connection would have died with it.
   */
  SKIPPED
}

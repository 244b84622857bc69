package dev.patchbay.spi.store;

/**
 * What a service tells of an account beside its id, sealed because the host asked for it.
 * Immutable.
 *
 * @param sealed the sealed display name and email
 * @param version the version that the ciphertext is bound to; it grows with every change
 */
public record SealedAccount(Sealed sealed, long version) {}

package dev.patchbay.internal.http;

import java.net.InetAddress;

/** Which addresses a host may have, for a connection to it to be made. Must be thread-safe. */
@FunctionalInterface
public interface AddressRule {
  /** For hosts that a definition or the operator wrote down: they may be anywhere. */
  AddressRule ANY = address -> true;

  /** For hosts that a user names: addresses that the whole Internet reaches. */
  AddressRule PUBLIC = SpecialAddresses::isPublic;

  /**
   * For hosts that a user names and the operator trusts: private networks too, but never this
   * machine, its link, or the metadata service of a cloud.
   */
  AddressRule PUBLIC_OR_PRIVATE = SpecialAddresses::isPublicOrPrivate;

  boolean allows(InetAddress address);
}

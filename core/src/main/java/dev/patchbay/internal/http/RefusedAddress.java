package dev.patchbay.internal.http;

import java.net.UnknownHostException;

/** A host has no address, or one that it may not have; it does not tell which of the two. */
final class RefusedAddress extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  RefusedAddress(String host) {
    super(host);
  }
}

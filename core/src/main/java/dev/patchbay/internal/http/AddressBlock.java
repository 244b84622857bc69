package dev.patchbay.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses in CIDR notation, such as {@code 10.0.0.0/8}. */
final class AddressBlock {
  private final byte[] prefix;
  private final int bits;

  private AddressBlock(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /** Reads a block whose address is written as a literal, so that no name is looked up. */
  static AddressBlock of(String cidr) {
    int slash = cidr.indexOf('/');
    try {
      return new AddressBlock(
          InetAddress.getByName(cidr.substring(0, slash)).getAddress(),
          Integer.parseInt(cidr.substring(slash + 1)));
    } catch (UnknownHostException notLiteral) {
      throw new IllegalArgumentException("No CIDR block: '" + cidr + "'", notLiteral);
    }
  }

  boolean contains(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((address[bit / Byte.SIZE] ^ prefix[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}

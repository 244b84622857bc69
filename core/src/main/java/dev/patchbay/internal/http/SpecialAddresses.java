package dev.patchbay.internal.http;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that are not just some host on the Internet. The JDK's own questions ({@code
 * isSiteLocalAddress} and the like) miss most of them, unique local IPv6 addresses for one.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA, IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA, IPv6</a>
 */
final class SpecialAddresses {
  private static final int IPV4_LENGTH = 4;

  /** What organisations use inside: RFC 1918, RFC 6598, RFC 4193. */
  private static final List<AddressBlock> PRIVATE =
      blocks("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

  /** Where clouds answer their machines; all but the first lie in a block that is private. */
  private static final List<AddressBlock> METADATA =
      blocks(
          "168.63.129.16/32", // Azure
          "100.100.100.200/32", // Alibaba Cloud
          "fd00:ec2::/32", // AWS
          "fd20:ce::/32", // Google Cloud
          "fd00:c1::/32", // Oracle Cloud
          "fd00:42::/32"); // Scaleway

  private static final List<AddressBlock> SPECIAL_IPV4 =
      blocks(
          "0.0.0.0/8", // this network; 0.0.0.0 connects to this machine
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local, with the metadata of most clouds
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // relays of 6to4
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, and broadcast

  /** All that is assigned to the Internet; what embeds IPv4 elsewhere is refused with the rest. */
  private static final List<AddressBlock> GLOBAL_IPV6 = blocks("2000::/3");

  private static final List<AddressBlock> SPECIAL_IPV6 =
      blocks(
          "2001::/23", // protocol assignments, with Teredo, which embeds IPv4
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4, which embeds IPv4
          "3fff::/20"); // documentation

  private SpecialAddresses() {}

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean ordinary =
        bytes.length == IPV4_LENGTH
            ? !contains(SPECIAL_IPV4, bytes)
            : contains(GLOBAL_IPV6, bytes) && !contains(SPECIAL_IPV6, bytes);
    return ordinary && !contains(PRIVATE, bytes) && !contains(METADATA, bytes);
  }

  static boolean isPublicOrPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    return isPublic(address) || (contains(PRIVATE, bytes) && !contains(METADATA, bytes));
  }

  private static boolean contains(List<AddressBlock> blocks, byte[] address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  private static List<AddressBlock> blocks(String... cidrs) {
    return Stream.of(cidrs).map(AddressBlock::of).toList();
  }
}

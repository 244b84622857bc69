package dev.patchbay.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Addresses that a host of a user's own must not lead to. */
public final class BadAddresses {
  private BadAddresses() {}

  /** Not even a trusted host may have them. */
  public static Stream<String> neverAllowed() {
    return Stream.of(loopback(), linkLocalAndMetadata(), reserved(), ipv6(), embeddedIpv4())
        .flatMap(List::stream);
  }

  /** A trusted host may have them. */
  public static Stream<String> privateOnly() {
    return Stream.of(
        "10.0.0.0",
        "10.0.0.1",
        "10.1.2.3",
        "10.255.255.255",
        "172.16.0.0",
        "172.16.0.1",
        "172.20.10.2",
        "172.31.255.255",
        "192.168.0.0",
        "192.168.0.1",
        "192.168.1.254",
        "192.168.255.255",
        "100.64.0.0",
        "100.64.0.1",
        "100.100.100.100",
        "100.127.255.255",
        "fc00::",
        "fc00::1",
        "fd00::1",
        "fd12:3456:789a:1::1",
        "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
  }

  static List<InetAddress> all() {
    return Stream.concat(neverAllowed(), privateOnly()).map(BadAddresses::literal).toList();
  }

  public static InetAddress literal(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException(text, impossible);
    }
  }

  private static List<String> loopback() {
    return List.of(
        "127.0.0.0",
        "127.0.0.1",
        "127.0.0.2",
        "127.0.1.1",
        "127.1.2.3",
        "127.127.127.127",
        "127.255.255.254",
        "127.255.255.255",
        "0.0.0.0",
        "0.0.0.1",
        "0.255.255.255",
        "::1",
        "::");
  }

  private static List<String> linkLocalAndMetadata() {
    return List.of(
        "169.254.0.0",
        "169.254.0.1",
        "169.254.169.253",
        "169.254.169.254",
        "169.254.170.2",
        "169.254.170.23",
        "169.254.255.255",
        "168.63.129.16",
        "100.100.100.200",
        "192.0.0.192",
        "fd00:ec2::254",
        "fd00:ec2::253",
        "fd00:ec2::23",
        "fd20:ce::254",
        "fd00:c1::a9fe:a9fe",
        "fd00:42::42",
        "fe80::1",
        "fe80::a9fe:a9fe",
        "fe80::",
        "febf:ffff::1");
  }

  private static List<String> reserved() {
    return List.of(
        "192.0.0.0",
        "192.0.0.1",
        "192.0.0.8",
        "192.0.0.170",
        "192.0.0.255",
        "192.0.2.0",
        "192.0.2.1",
        "192.0.2.255",
        "192.88.99.0",
        "192.88.99.1",
        "192.88.99.255",
        "198.18.0.0",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.0",
        "198.51.100.1",
        "198.51.100.255",
        "203.0.113.0",
        "203.0.113.1",
        "203.0.113.255",
        "224.0.0.0",
        "224.0.0.1",
        "224.0.0.251",
        "239.255.255.250",
        "239.255.255.255",
        "240.0.0.0",
        "240.0.0.1",
        "250.1.2.3",
        "255.0.0.0",
        "255.255.255.254",
        "255.255.255.255");
  }

  private static List<String> ipv6() {
    return List.of(
        "100::",
        "100::1",
        "100:0:0:1::1",
        "200::1",
        "1000::1",
        "1fff:ffff::1",
        "2001::1",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:1ff:ffff::1",
        "2001:db8::",
        "2001:db8::1",
        "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "3fff::",
        "3fff::1",
        "3fff:fff:ffff::1",
        "4000::1",
        "5f00::1",
        "8000::1",
        "e000::1",
        "fbff::1",
        "fe00::1",
        "fec0::1",
        "feff:ffff::1",
        "ff00::",
        "ff01::1",
        "ff02::1",
        "ff02::fb",
        "ff05::2",
        "ff0e::1",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
  }

  /** Compatible, mapped, translated, NAT64, 6to4 and Teredo, good and bad ones inside. */
  private static List<String> embeddedIpv4() {
    return List.of(
        "::127.0.0.1",
        "::10.0.0.1",
        "::169.254.169.254",
        "::8.8.8.8",
        "::ffff:127.0.0.1",
        "::ffff:7f00:1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "::ffff:0:8.8.8.8",
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::127.0.0.1",
        "64:ff9b:1::10.0.0.1",
        "2002:7f00:1::",
        "2002:7f00:1::1",
        "2002:a00:1::1",
        "2002:a9fe:a9fe::",
        "2002:808:808::1",
        "2001:0:7f00:1::1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "2001:0:4136:e378:8000:63bf:5601:5601");
  }
}

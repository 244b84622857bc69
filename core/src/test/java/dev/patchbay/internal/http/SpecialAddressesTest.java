package dev.patchbay.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialAddressesTest {

  @ParameterizedTest
  @MethodSource("dev.patchbay.internal.http.BadAddresses#neverAllowed")
  void noRuleForCustomHostsAllowsSpecialAddresses(String literal) throws Exception {
    InetAddress address = InetAddress.getByName(literal);

    assertThat(AddressRule.PUBLIC.allows(address)).isFalse();
    assertThat(AddressRule.PUBLIC_OR_PRIVATE.allows(address)).isFalse();
    assertThat(AddressRule.ANY.allows(address)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("dev.patchbay.internal.http.BadAddresses#privateOnly")
  void privateAddressesAreForTrustedHosts(String literal) throws Exception {
    InetAddress address = InetAddress.getByName(literal);

    assertThat(AddressRule.PUBLIC.allows(address)).isFalse();
    assertThat(AddressRule.PUBLIC_OR_PRIVATE.allows(address)).isTrue();
  }

  /** Some are the neighbours of blocks, on either side. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "93.184.216.34",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "140.82.121.4",
        "168.63.129.15",
        "168.63.129.17",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.0.3.0",
        "192.88.98.255",
        "192.88.100.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "198.51.101.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "2000::",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2001:db7:ffff::1",
        "2001:db9::1",
        "2003::1",
        "2606:50c0:8000::153",
        "2a00:1450:4001:829::200e",
        "3ffe:ffff::1",
        "3fff:1000::1",
      })
  void publicAddressesAreAllowed(String literal) throws Exception {
    InetAddress address = InetAddress.getByName(literal);

    assertThat(AddressRule.PUBLIC.allows(address)).isTrue();
    assertThat(AddressRule.PUBLIC_OR_PRIVATE.allows(address)).isTrue();
  }

  /** The JDK turns these into IPv4 where it reads a text, but not where a resolver builds them. */
  @Test
  void embeddedIpv4IsNotAllowedWhateverItIs() throws UnknownHostException {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 8, 8, 8, 8};

    assertThat(AddressRule.PUBLIC.allows(Inet6Address.getByAddress("x", mapped, 0))).isFalse();
  }

  @Test
  void blockIsReadFromALiteralOnly() {
    assertThat(AddressBlock.of("10.0.0.0/8").contains(new byte[] {10, 1, 2, 3})).isTrue();
    assertThat(AddressBlock.of("10.0.0.0/8").contains(new byte[16])).isFalse();
    assertThatThrownBy(() -> AddressBlock.of("no.such.host.invalid/8"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.patchbay.internal.http;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Addresses of this machine. */
final class OwnAddresses {
  private OwnAddresses() {}

  static List<InetAddress> beyondLoopback() {
    List<InetAddress> addresses;
    try {
      addresses =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
              .toList();
    } catch (SocketException cause) {
      throw new IllegalStateException(cause);
    }
    Assumptions.assumeFalse(addresses.isEmpty(), "this machine has loopback only");
    return addresses;
  }
}

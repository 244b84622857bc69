package dev.patchbay.internal.http;

import dev.patchbay.http.HostResolver;
import dev.patchbay.http.HttpSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** Asks the host's resolver, or the JVM. */
final class AddressLookup implements DnsResolver {
  private final HostResolver resolver;

  AddressLookup(HttpSettings settings) {
    this.resolver = settings.resolver().orElse(host -> List.of(InetAddress.getAllByName(host)));
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    List<InetAddress> addresses = resolver.resolve(host);
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return addresses.toArray(InetAddress[]::new);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}

package dev.patchbay.internal.http;

import dev.patchbay.http.HostResolver;
import dev.patchbay.http.HttpSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Asks the host's resolver, or the JVM, and hands out nothing that the rule does not allow.
 * HttpClient asks once for each connection and connects to what it was given, so what was checked
 * is what is connected to.
 */
final class AddressLookup implements DnsResolver {
  private final HostResolver resolver;
  private final AddressRule rule;

  private AddressLookup(HostResolver resolver, AddressRule rule) {
    this.resolver = resolver;
    this.rule = rule;
  }

  AddressLookup(HttpSettings settings) {
    this(
        settings.resolver().orElse(host -> List.of(InetAddress.getAllByName(host))),
        AddressRule.ANY);
  }

  AddressLookup within(AddressRule other) {
    return new AddressLookup(resolver, other);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    if (rule == AddressRule.ANY) {
      return lookUp(host);
    }
    InetAddress[] addresses = lookUpQuietly(host);
    // One bad address among good ones is what an attack looks like, so none of them counts.
    if (!Stream.of(addresses).allMatch(rule::allows)) {
      throw new RefusedAddress(host);
    }
    return addresses;
  }

  /** Copies what a resolver hands out, which may be a list that is another at the next look. */
  private InetAddress[] lookUp(String host) throws UnknownHostException {
    InetAddress[] addresses = resolver.resolve(host).toArray(InetAddress[]::new);
    if (addresses.length == 0) {
      throw new UnknownHostException(host);
    }
    return addresses;
  }

  /** Whoever names hosts must not learn which names exist inside. */
  private InetAddress[] lookUpQuietly(String host) throws UnknownHostException {
    try {
      return lookUp(host);
    } catch (UnknownHostException unknown) {
      throw new RefusedAddress(host);
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}

package dev.patchbay.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Finds the addresses of a host. Must be thread-safe.
 *
 * <p>Only the addresses that it returns are connected to, so a resolver is the place to refuse
 * addresses of networks that must not be called.
 */
@FunctionalInterface
public interface HostResolver {

  /**
   * Resolves a host name or address literal. May block; a lookup that outlives the deadline of its
   * call cannot be cut off, but nothing is sent after it.
   *
   * @param host the name, without port and brackets
   * @return the addresses in the order in which to try them
   * @throws UnknownHostException if there is none, or none that may be called
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}

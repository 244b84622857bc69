package dev.patchbay.internal.http;

import org.apache.hc.core5.http.ConnectionClosedException;

/** What a connection knows of its peer's stream. Used by one thread at a time. */
final class PeerEnd {
  private boolean reached;
  private boolean bytewise;

  void reach() {
    reached = true;
  }

  void requireNotReached() throws ConnectionClosedException {
    if (reached) {
      throw new ConnectionClosedException("The stream ended within a message");
    }
  }

  void readsBytewise(boolean wanted) {
    bytewise = wanted;
  }

  /**
   * How much may be taken at once. Of a proxy's answer one byte: what the proxy sends behind its
   * answer must not wait in the buffer, where it would pass for the service's answer after TLS.
   */
  int atMost(int length) {
    return bytewise ? Math.min(length, 1) : length;
  }
}

package dev.patchbay.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/** A socket whose end of input is noted. */
final class WatchedSocket extends SocketHolder {
  private final PeerEnd peerEnd;

  WatchedSocket(Socket socket, PeerEnd peerEnd) {
    super(socket);
    this.peerEnd = peerEnd;
  }

  WatchedSocket(SSLSocket tls, Socket base, PeerEnd peerEnd) {
    super(tls, base);
    this.peerEnd = peerEnd;
  }

  @Override
  protected InputStream getInputStream(Socket socket) throws IOException {
    return new FilterInputStream(socket.getInputStream()) {
      @Override
      public int read() throws IOException {
        return note(super.read());
      }

      @Override
      public int read(byte[] block, int offset, int length) throws IOException {
        return note(super.read(block, offset, peerEnd.atMost(length)));
      }
    };
  }

  private int note(int result) {
    if (result < 0) {
      peerEnd.reach();
    }
    return result;
  }
}

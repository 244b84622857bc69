package dev.patchbay.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A chunked body that ends only where the message says so: HttpCore reads a size line that was cut
 * off after a leading zero as the last chunk.
 */
final class WholeChunks extends FilterInputStream {
  private final PeerEnd peerEnd;

  WholeChunks(InputStream chunks, PeerEnd peerEnd) {
    super(chunks);
    this.peerEnd = peerEnd;
  }

  @Override
  public int read() throws IOException {
    return whole(super.read());
  }

  @Override
  public int read(byte[] block, int offset, int length) throws IOException {
    return whole(super.read(block, offset, length));
  }

  private int whole(int result) throws IOException {
    if (result < 0) {
      peerEnd.requireNotReached();
    }
    return result;
  }
}

package dev.patchbay.internal.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * A body on its connection: every wait for more of it has the deadline, and its end, or closing it,
 * ends the connection. Its failures say what those of the engine say, and nothing of the wire.
 */
final class StreamedBody extends InputStream {
  private final InputStream content;
  private final Exchange exchange;
  private volatile boolean ended;

  StreamedBody(InputStream content, Exchange exchange) {
    this.content = content;
    this.exchange = exchange;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] block, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int count = await(block, offset, length);
    if (count < 0) {
      exchange.hangUp();
      close();
    }
    return count;
  }

  private int await(byte[] block, int offset, int length) throws IOException {
    try {
      exchange.startWaiting();
      return content.read(block, offset, length);
    } catch (IOException | RuntimeException cause) {
      HttpFailure failure = exchange.failure(cause);
      throw new IOException(failure.getMessage(), failure);
    } finally {
      exchange.stopWaiting();
    }
  }

  /** Never closes the content: HttpCore would read it to its end. */
  @Override
  public void close() {
    ended = true;
    exchange.finish();
  }
}

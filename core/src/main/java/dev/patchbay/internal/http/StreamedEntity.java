package dev.patchbay.internal.http;

import dev.patchbay.http.RequestBody;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A body that is made while it is sent, and whose every wait for the service has the deadline. */
final class StreamedEntity extends AbstractHttpEntity {
  private static final long UNKNOWN = -1;

  private final RequestBody body;
  private final Exchange exchange;

  StreamedEntity(RequestBody body, Exchange exchange) {
    super((String) null, null, body.length().isEmpty());
    this.body = body;
    this.exchange = exchange;
  }

  @Override
  public void writeTo(OutputStream wire) throws IOException {
    Outlet outlet = new Outlet(wire);
    exchange.stopWaiting();
    try {
      OutputStream buffered = new BufferedOutputStream(outlet);
      body.writeTo(buffered);
      buffered.flush();
      outlet.requireWhole();
    } catch (IOException | RuntimeException cause) {
      throw outlet.broken ? new IOException() : new SourceFailure(cause);
    }
    exchange.startWaiting();
  }

  @Override
  public long getContentLength() {
    return body.length().orElse(UNKNOWN);
  }

  @Override
  public boolean isStreaming() {
    return true;
  }

  @Override
  public InputStream getContent() {
    throw new UnsupportedOperationException("A streamed body can only be written");
  }

  @Override
  public void close() {
    // The body holds nothing; its writer closes what it opens.
  }

  /**
   * Passes blocks on, counts them, and remembers whose fault it was. Closing it is not the body's.
   */
  private final class Outlet extends OutputStream {
    private final OutputStream wire;
    private long written;
    private boolean broken;

    private Outlet(OutputStream wire) {
      this.wire = wire;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] block, int offset, int length) throws IOException {
      written += length;
      if (getContentLength() != UNKNOWN && written > getContentLength()) {
        throw new IOException("The body is longer than the " + getContentLength() + " bytes told");
      }
      pass(() -> wire.write(block, offset, length));
    }

    @Override
    public void flush() throws IOException {
      pass(wire::flush);
    }

    private void pass(Passage passage) throws IOException {
      try {
        exchange.startWaiting();
        passage.pass();
      } catch (IOException | RuntimeException cause) {
        broken = true;
        throw cause;
      } finally {
        exchange.stopWaiting();
      }
    }

    /** Even if the body took no notice that the connection broke. */
    private void requireWhole() throws IOException {
      if (broken) {
        throw new IOException("The connection broke");
      }
      if (getContentLength() != UNKNOWN && written < getContentLength()) {
        throw new IOException("The body is shorter than the " + getContentLength() + " bytes told");
      }
    }
  }

  /** One thing that is done to the connection. */
  @FunctionalInterface
  private interface Passage {
    void pass() throws IOException;
  }
}

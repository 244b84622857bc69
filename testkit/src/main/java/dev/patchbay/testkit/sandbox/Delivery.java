package dev.patchbay.testkit.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How an answer gets onto the wire. The exchange is closed by the caller afterwards. */
@FunctionalInterface
interface Delivery {

  /** Sends the reply, in full and at once or not; waits at most until the sandbox closes. */
  void deliver(HttpExchange exchange, SandboxReply reply, CountDownLatch closing)
      throws IOException, InterruptedException;

  static Delivery whole() {
    return (exchange, reply, closing) -> {
      byte[] body = reply.body();
      open(exchange, reply, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    };
  }

  static Delivery late(Duration delay) {
    return (exchange, reply, closing) -> {
      boolean closed = closing.await(delay.toNanos(), TimeUnit.NANOSECONDS);
      if (!closed) {
        whole().deliver(exchange, reply, closing);
      }
    };
  }

  static Delivery half() {
    return (exchange, reply, closing) -> {
      byte[] body = reply.body();
      if (body.length > 0) {
        open(exchange, reply, body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
      }
    };
  }

  static Delivery halfThenNothing() {
    return (exchange, reply, closing) -> {
      half().deliver(exchange, reply, closing);
      closing.await();
    };
  }

  static Delivery nothing() {
    return (exchange, reply, closing) -> {};
  }

  /** Streams a JSON text that never ends, in chunks, so that no header gives its size away. */
  static Delivery endless(long bytes) {
    return (exchange, reply, closing) -> {
      byte[] block = new byte[8192];
      Arrays.fill(block, (byte) 'x');
      byte[] start = "{\"access_token\":\"".getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(start, 0, block, 0, start.length);
      open(exchange, reply, 0);
      OutputStream out = exchange.getResponseBody();
      for (long left = bytes; left > 0; left -= block.length) {
        if (closing.getCount() == 0) {
          throw new IOException("The sandbox closes");
        }
        out.write(block, 0, (int) Math.min(left, block.length));
        Arrays.fill(block, 0, start.length, (byte) 'x');
      }
    };
  }

  private static void open(HttpExchange exchange, SandboxReply reply, long length)
      throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), length);
  }
}

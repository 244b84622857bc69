package dev.patchbay.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A server on loopback that does to each connection what its script says, well or ill. It counts
 * what arrives, so that "exactly one request" is the server's word and not the client's.
 */
public final class RawServer implements AutoCloseable {
  public static final String THREAD_PREFIX = "raw-server-";

  private final ServerSocket listener;
  private final Script script;
  private final boolean tls;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger received = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, THREAD_PREFIX + "worker");
            thread.setDaemon(true);
            return thread;
          });

  private RawServer(ServerSocket listener, Script script, boolean tls) {
    this.listener = listener;
    this.script = script;
    this.tls = tls;
  }

  /** Listens on loopback without TLS. */
  public static RawServer start(Script script) throws IOException {
    return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script, false);
  }

  /** Listens on loopback with TLS. */
  public static RawServer start(Script script, SSLContext tls) throws IOException {
    return start(
        tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        script,
        true);
  }

  /** Listens on every address of this machine without TLS. */
  public static RawServer startOnEveryAddress(Script script) throws IOException {
    return start(new ServerSocket(0), script, false);
  }

  /** Listens on one address without TLS; port 0 is any that is free. */
  static RawServer startAt(InetAddress address, int port, Script script) throws IOException {
    return start(new ServerSocket(port, 50, address), script, false);
  }

  private static RawServer start(ServerSocket listener, Script script, boolean tls) {
    RawServer server = new RawServer(listener, script, tls);
    server.threads.execute(server::acceptAll);
    return server;
  }

  public int port() {
    return listener.getLocalPort();
  }

  public URI uri(String pathAndQuery) {
    return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port() + pathAndQuery);
  }

  /** How many connections were accepted. */
  public int connections() {
    return connections.get();
  }

  /** How many connections are open now. */
  public int openConnections() {
    return open.size();
  }

  /** The requests that arrived whole, head and body. */
  public List<String> requests() {
    return requests;
  }

  /** How many bytes of requests arrived, whole requests or not; beneath TLS none count. */
  public int receivedBytes() {
    return received.get();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        connections.incrementAndGet();
        threads.execute(() -> serve(socket));
      } catch (IOException listenerClosed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      script.serve(new RawCall(socket, closed, requests::add, received::incrementAndGet));
    } catch (IOException clientGone) {
      // The tests look at what arrived, not at how it ended.
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }

  /** What to do with one connection; it is closed when the script returns. */
  @FunctionalInterface
  public interface Script {
    void serve(RawCall call) throws IOException;
  }
}

package dev.patchbay.stores.jdbc.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a node and the service, and holds every exchange at one place of the wire. */
final class HoldingProxy implements AutoCloseable {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final Place place;
  private final int service;
  private final ServerSocket listening;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final AtomicInteger held = new AtomicInteger();
  private final CountDownLatch go = new CountDownLatch(1);

  HoldingProxy(URI service, Place place) {
    this.place = place;
    this.service = service.getPort();
    try {
      this.listening = new ServerSocket(0, 100, HERE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "holding-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** {@return what a node has to take for the service} */
  String root() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** {@return how many exchanges were held so far} */
  int held() {
    return held.get();
  }

  /** Lets everything pass from now on. */
  void go() {
    go.countDown();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket node = opened(listening.accept());
        start(() -> serve(node));
      } catch (IOException closed) {
        close();
      }
    }
  }

  private Socket opened(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    open.add(socket);
    return socket;
  }

  private void serve(Socket node) {
    try (node;
        Socket to = opened(new Socket(HERE, service))) {
      for (; ; ) {
        holdAt(Place.CONNECTED);
        byte[] request = HttpBytes.readMessage(node.getInputStream());
        holdAt(Place.WHOLE_REQUEST);
        pass(request, to.getOutputStream(), Place.HALF_REQUEST);
        byte[] answer = HttpBytes.readMessage(to.getInputStream());
        holdAt(Place.BEFORE_ANSWER);
        pass(answer, node.getOutputStream(), Place.HALF_ANSWER);
      }
    } catch (IOException ended) {
      // As either side, or the test, wanted it.
    }
  }

  private void pass(byte[] message, OutputStream to, Place half) throws IOException {
    int first = message.length / 2;
    to.write(message, 0, first);
    to.flush();
    holdAt(half);
    to.write(message, first, message.length - first);
    to.flush();
  }

  private void holdAt(Place here) throws IOException {
    if (here == place && go.getCount() > 0) {
      held.incrementAndGet();
      try {
        go.await();
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
    }
  }

  /** Cuts every connection off; what is held goes nowhere. */
  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    go.countDown();
  }

  /** Where on its way an exchange is. */
  enum Place {
    /** The service has no byte. */
    CONNECTED,
    /** The service has half of the request. */
    HALF_REQUEST,
    /** The whole request has left, and did not reach the service. */
    WHOLE_REQUEST,
    /** The service has acted, and the node has no byte of the answer. */
    BEFORE_ANSWER,
    /** The node has half of the answer. */
    HALF_ANSWER
  }
}

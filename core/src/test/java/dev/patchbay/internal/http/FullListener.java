package dev.patchbay.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;

/** A listener whose queue is full: the next connect waits and waits. */
final class FullListener implements AutoCloseable {
  private static final int MORE_THAN_ANY_QUEUE = 200;

  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final Deque<Socket> queued = new ArrayDeque<>();

  FullListener() throws IOException {
    while (queued.size() < MORE_THAN_ANY_QUEUE && enqueue()) {}
  }

  private boolean enqueue() throws IOException {
    Socket socket = new Socket();
    queued.add(socket);
    try {
      socket.connect(listener.getLocalSocketAddress(), 300);
      return true;
    } catch (SocketTimeoutException full) {
      return false;
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : queued) {
      socket.close();
    }
    listener.close();
  }
}

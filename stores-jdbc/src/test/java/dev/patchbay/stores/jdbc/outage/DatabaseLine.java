package dev.patchbay.stores.jdbc.outage;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The line between a pool and PostgreSQL, which is cut at a statement of one's choice. Knows of the
 * protocol how messages are told apart, and which of them make the server act. Thread-safe.
 */
final class DatabaseLine implements AutoCloseable {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int QUERY = 'Q';
  private static final int EXECUTE = 'E';
  private static final int SYNC = 'S';
  private static final int READY = 'Z';

  private final int database;
  private final ServerSocket listening;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private Cut cut = Cut.NONE;
  private int cutAt;
  private int statements;
  private int trips;
  private boolean down;

  DatabaseLine(int database) {
    this.database = database;
    try {
      this.listening = new ServerSocket(0, 100, HERE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /**
   * Cuts the line at the statement of that number from now on; it stays down until it is mended.
   */
  synchronized void cutAt(int statement, Cut how) {
    cut = how;
    cutAt = statement;
    statements = 0;
  }

  /** {@return how many statements there were since the cut was planned} */
  synchronized int statements() {
    return statements;
  }

  /** {@return how often the driver waited for an answer, which it does not for a BEGIN} */
  synchronized int trips() {
    return trips;
  }

  /** Lets everything pass again; what was silent is dead. */
  void mend() {
    if (mended() == Cut.SILENT) {
      closeAll();
    }
  }

  private synchronized Cut mended() {
    Cut before = cut;
    cut = Cut.NONE;
    down = false;
    notifyAll();
    return before;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket pool = opened(listening.accept());
        if (isUp()) {
          connect(pool);
        }
      } catch (IOException closed) {
        // The test is over, or the database went away itself.
      }
    }
  }

  /** {@return whether there is a way to the database; while it is silent nobody gets an answer} */
  private synchronized boolean isUp() throws IOException {
    if (down && cut != Cut.SILENT) {
      closeAll();
    }
    return !down;
  }

  private void connect(Socket pool) throws IOException {
    Socket server = opened(new Socket(HERE, database));
    start(() -> pass(pool, server, this::requests));
    start(() -> pass(server, pool, this::replies));
  }

  private static void pass(Socket from, Socket to, Passing passing) {
    try (from;
        to) {
      passing.pass(
          new DataInputStream(from.getInputStream()), new DataOutputStream(to.getOutputStream()));
    } catch (IOException ended) {
      // As either side, or the cut, wanted it.
    }
  }

  /**
   * The first message has no type; from then on a statement is handed on when it is complete, be it
   * one of several in a trip.
   */
  private void requests(DataInputStream in, DataOutputStream out) throws IOException {
    Message.untyped(in).writeTo(out);
    ByteArrayOutputStream statement = new ByteArrayOutputStream();
    for (; ; ) {
      Message message = Message.typed(in);
      message.writeTo(new DataOutputStream(statement));
      if (message.type() == SYNC) {
        countTrip();
      }
      boolean isLast =
          message.isStatement() && isCutAfter(statement.toString(StandardCharsets.ISO_8859_1));
      if (message.isActedOn()) {
        statement.writeTo(out);
        out.flush();
        statement.reset();
      }
      if (isLast) {
        Message.SYNCHRONISING.writeTo(out);
        out.flush();
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  private synchronized void countTrip() {
    trips++;
  }

  /** {@return whether the server gets nothing more than that} */
  private synchronized boolean isCutAfter(String statement) throws IOException {
    boolean counts = statement.contains("patchbay_") || statement.contains("COMMIT");
    if (!counts || ++statements != cutAt || cut == Cut.NONE) {
      return false;
    }
    down = true;
    if (cut != Cut.AFTER) {
      awaitMendIfSilent();
      throw new IOException("cut");
    }
    return true;
  }

  private void awaitMendIfSilent() throws IOException {
    try {
      while (cut == Cut.SILENT) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }

  /** Of a line that is down the replies get lost, once the server is ready. */
  private void replies(DataInputStream in, DataOutputStream out) throws IOException {
    for (; ; ) {
      Message message = Message.typed(in);
      if (isDown()) {
        if (message.type() == READY) {
          throw new IOException("cut");
        }
      } else {
        message.writeTo(out);
        out.flush();
      }
    }
  }

  private synchronized boolean isDown() {
    return down;
  }

  private Socket opened(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    open.add(socket);
    return socket;
  }

  private void closeAll() {
    for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
      try {
        socket.close();
      } catch (IOException gone) {
        // So much the better.
      }
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "database-line");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    mended();
    closeAll();
  }

  /** How the line is cut. */
  enum Cut {
    NONE,
    /** The server does not see the statement, but those before it. */
    BEFORE,
    /** The server runs it and none after it, and its reply gets lost. */
    AFTER,
    /** From the statement on nothing gets through any more, and nobody is told. */
    SILENT
  }

  @FunctionalInterface
  private interface Passing {
    void pass(DataInputStream in, DataOutputStream out) throws IOException;
  }

  /** A message of the protocol; of type 0 if it has none. */
  private static final class Message {
    private static final Message SYNCHRONISING = new Message(SYNC, new byte[0]);
    private static final int MAX_BODY = 1 << 24;

    private final int type;
    private final byte[] body;

    private Message(int type, byte[] body) {
      this.type = type;
      this.body = body;
    }

    private int type() {
      return type;
    }

    private boolean isStatement() {
      return type == EXECUTE || type == QUERY;
    }

    /** {@return whether it is more than a part of a statement} */
    private boolean isActedOn() {
      return type != 'P' && type != 'B' && type != 'D';
    }

    private static Message untyped(DataInputStream in) throws IOException {
      return new Message(0, body(in));
    }

    private static Message typed(DataInputStream in) throws IOException {
      int type = in.readUnsignedByte();
      return new Message(type, body(in));
    }

    private static byte[] body(DataInputStream in) throws IOException {
      int length = in.readInt() - Integer.BYTES;
      if (length < 0 || length > MAX_BODY) {
        throw new IOException("not the protocol");
      }
      return in.readNBytes(length);
    }

    private void writeTo(DataOutputStream out) throws IOException {
      if (type != 0) {
        out.writeByte(type);
      }
      out.writeInt(body.length + Integer.BYTES);
      out.write(body);
    }
  }
}

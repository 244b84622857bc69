package dev.patchbay.testkit.providers;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is written to the console and to the logs, at every level: by {@code java.util.logging}, and
 * by Logback where SLF4J speaks to it. What goes to the console goes nowhere else meanwhile. There
 * is one at a time, because the console is the whole JVM's; others wait.
 */
final class LogCapture implements AutoCloseable {
  private static final ReentrantLock CONSOLE = new ReentrantLock();
  private static final List<String> PLATFORM = List.of("sun.", "com.sun.", "jdk.", "java");

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final PrintStream out;
  private final PrintStream err;
  private final Logger root = LogManager.getLogManager().getLogger("");
  private final @Nullable Level level;
  private final Handler handler = new Lines();
  private final Runnable logback;

  LogCapture() {
    CONSOLE.lock();
    out = System.out;
    err = System.err;
    level = root.getLevel();
    PrintStream both = new PrintStream(console, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    logback = captureLogback();
  }

  private Runnable captureLogback() {
    try {
      return LogbackCapture.start(lines::add);
    } catch (NoClassDefFoundError noLogback) {
      return () -> {};
    }
  }

  String text() {
    return String.join("\n", lines) + "\n" + console.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    root.setLevel(level);
    root.removeHandler(handler);
    logback.run();
    CONSOLE.unlock();
  }

  static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private final class Lines extends Handler {
    Lines() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord entry) {
      @Nullable String name = entry.getLoggerName();
      // The JDK's own server and client write down what they carry when all is logged.
      if (name != null && PLATFORM.stream().anyMatch(name::startsWith)) {
        return;
      }
      @Nullable Throwable thrown = entry.getThrown();
      lines.add(
          name
              + ": "
              + new java.util.logging.SimpleFormatter().formatMessage(entry)
              + (thrown == null ? "" : trace(thrown)));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

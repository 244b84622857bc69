package dev.patchbay.testkit.providers;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What Logback is told. Loading it fails where Logback is not there. */
final class LogbackCapture extends AppenderBase<ILoggingEvent> {
  private final Logger root;
  private final @Nullable Level level;
  private final Consumer<String> lines;

  private LogbackCapture(Logger root, Consumer<String> lines) {
    this.root = root;
    this.level = root.getLevel();
    this.lines = lines;
  }

  /** Starts to listen; what it returns ends that. */
  static Runnable start(Consumer<String> lines) {
    if (!(LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root)) {
      return () -> {};
    }
    LogbackCapture capture = new LogbackCapture(root, lines);
    capture.setContext(root.getLoggerContext());
    capture.start();
    root.addAppender(capture);
    root.setLevel(Level.TRACE);
    return capture::end;
  }

  @Override
  protected void append(ILoggingEvent event) {
    String trace =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    lines.accept(event.getLoggerName() + ": " + event.getFormattedMessage() + trace);
  }

  private void end() {
    root.detachAppender(this);
    root.setLevel(level);
    stop();
  }
}

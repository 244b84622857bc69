package dev.patchbay.web.host;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What our own code writes to the log at any level, while this is open. */
public final class OwnLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.patchbay");
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private OwnLog() {}

  /** Starts to listen. */
  public static OwnLog open() {
    OwnLog log = new OwnLog();
    log.setContext(log.ours.getLoggerContext());
    log.start();
    log.ours.addAppender(log);
    return log;
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getFormattedMessage());
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    ours.detachAppender(this);
    stop();
  }
}

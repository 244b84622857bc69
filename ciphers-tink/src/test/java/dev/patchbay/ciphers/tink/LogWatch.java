package dev.patchbay.ciphers.tink;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What this module logs while it is open, each with its trace. */
final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger(TinkCipher.class.getPackageName());
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  LogWatch() {
    setContext(logger.getLoggerContext());
    start();
    logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      String trace =
          event.getThrowableProxy() == null
              ? ""
              : " " + ThrowableProxyUtil.asString(event.getThrowableProxy());
      warnings.add(event.getFormattedMessage() + trace);
    }
  }

  List<String> warnings() {
    return warnings;
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    stop();
  }
}

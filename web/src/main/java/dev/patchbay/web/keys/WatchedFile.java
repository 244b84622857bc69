package dev.patchbay.web.keys;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.patchbay.error.MisconfiguredException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of keys that is read again when a second has passed. Thread-safe. */
final class WatchedFile implements HashedKeys.Lines {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Path file;
  private final Function<Path, Map<Long, KeyEntry>> reading;
  private final LoadingCache<Path, Map<Long, KeyEntry>> fresh;
  private volatile Map<Long, KeyEntry> latest;

  WatchedFile(Path file, Function<Path, Map<Long, KeyEntry>> reading) {
    this.file = file;
    this.reading = reading;
    this.latest = reading.apply(file);
    this.fresh =
        Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .executor(Runnable::run)
            .build(path -> readAgain());
  }

  @Override
  public Map<Long, KeyEntry> entries() {
    return fresh.get(file);
  }

  private Map<Long, KeyEntry> readAgain() {
    try {
      latest = reading.apply(file);
    } catch (MisconfiguredException failure) {
      LOG.warn("The keys stay as they were: {}", failure.getMessage());
    }
    return latest;
  }
}

package dev.patchbay.web.keys;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of keys that is read again when a second has passed. Thread-safe. */
final class WatchedFile implements HashedKeys.Lines {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Path file;
  private final LoadingCache<Path, KeyList> fresh;
  private volatile KeyList latest;

  /** Reads for the first time, strictly. */
  WatchedFile(Path file) {
    this.file = file;
    try {
      this.latest = KeyList.parse(place(), lines());
    } catch (IOException failure) {
      throw HashedKeys.misconfigured(unreadable(failure));
    }
    this.fresh =
        Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .executor(Runnable::run)
            .build(path -> readAgain());
  }

  private String place() {
    return "'" + file + "'";
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file);
  }

  private String unreadable(IOException failure) {
    return place() + " cannot be read (" + failure.getClass().getName() + ")";
  }

  @Override
  public KeyList keys() {
    return fresh.get(file);
  }

  /** Whatever else is wrong, a key that is not there any more must not go on. */
  private KeyList readAgain() {
    try {
      latest =
          KeyList.parse(
              place(), lines(), problem -> LOG.warn("A key is left out, since {}", problem));
    } catch (IOException failure) {
      LOG.warn("The keys stay as they were, since {}", unreadable(failure));
    }
    return latest;
  }
}

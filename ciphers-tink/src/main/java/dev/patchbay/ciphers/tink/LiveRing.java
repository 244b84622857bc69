package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.KeysetHandle;
import dev.patchbay.error.MisconfiguredException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys as they were when they were read last. They are read again by one thread at a time, and
 * stay if that fails. Thread-safe.
 */
final class LiveRing {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRing.class);
  private static final Duration SHORTEST_AFTER_MISS = Duration.ofSeconds(10);

  private final KeysetSource source;
  private final Clock clock;
  private final ReloadTimes times;
  private final AtomicReference<@Nullable CompletableFuture<Void>> flight =
      new AtomicReference<>(null);
  private volatile KeyRing ring;
  private volatile Instant attempted;

  LiveRing(KeysetSource source, Clock clock, ReloadTimes times) {
    this.source = source;
    this.clock = clock;
    this.times = times;
    this.attempted = clock.instant();
    this.ring = load();
  }

  /** The keys, read again if that is long ago. One caller waits for it, the others do not. */
  KeyRing current() {
    begin(times.interval()).ifPresent(this::await);
    return ring;
  }

  /** Finds a key, and reads the keys again if it is not there and they were not read just now. */
  Optional<RingKey> find(String keyId) {
    Optional<RingKey> known = ring.find(keyId);
    return known.isPresent() ? known : findAfterMiss(keyId);
  }

  private Optional<RingKey> findAfterMiss(String keyId) {
    begin(SHORTEST_AFTER_MISS)
        .or(() -> Optional.ofNullable(flight.get())) // that of another caller
        .ifPresent(this::await);
    return ring.find(keyId);
  }

  /** The keys as they are, without a look at their source. */
  KeyRing last() {
    return ring;
  }

  private Optional<CompletableFuture<Void>> begin(Duration age) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    if (!isOlderThan(age) || !flight.compareAndSet(null, mine)) {
      return Optional.empty();
    }
    if (!isOlderThan(age)) { // another thread was done with it in between
      land(mine);
      return Optional.empty();
    }
    attempted = clock.instant();
    Thread thread = new Thread(() -> reload(mine), "patchbay-keys");
    thread.setDaemon(true);
    thread.start();
    return Optional.of(mine);
  }

  /** A clock that was set back makes it old, too. */
  private boolean isOlderThan(Duration age) {
    Duration elapsed = Duration.between(attempted, clock.instant());
    return elapsed.isNegative() || elapsed.compareTo(age) >= 0;
  }

  private void reload(CompletableFuture<Void> mine) {
    try {
      ring = load();
    } catch (MisconfiguredException failed) {
      LOG.warn("The keys were to be read again, and stay as they were", failed);
    } finally {
      land(mine);
    }
  }

  private void land(CompletableFuture<Void> mine) {
    flight.set(null);
    mine.complete(null);
  }

  private void await(CompletableFuture<Void> reload) {
    try {
      reload.get(times.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      LOG.warn(
          "Reading the keys from {} takes longer than {}; what needs no new key goes on",
          source.describe(),
          times.patience());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    }
  }

  private KeyRing load() {
    try {
      KeysetHandle keyset = source.load();
      return KeyRing.of(keyset, source.describe());
    } catch (MisconfiguredException told) {
      throw told;
    } catch (IOException | GeneralSecurityException | RuntimeException | LinkageError failed) {
      // Without the cause: what a host's source says may quote the keyset.
      throw Failures.configuration(
          "The keyset was to be read from "
              + source.describe()
              + ", which threw '"
              + failed.getClass().getName()
              + "'; mend the source");
    }
  }

  /** How old keys may become, and how long a caller waits for newer ones. */
  record ReloadTimes(Duration interval, Duration patience) {}
}

package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.KeysetHandle;
import dev.patchbay.error.MisconfiguredException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(5);

  private final KeysetSource source;
  private final Clock clock;
  private final ReloadTimes times;
  private final Executor threads;
  private final Object turn = new Object();
  private volatile @Nullable Flight flight = null;
  private volatile KeyRing ring;
  private volatile Instant attempted;

  LiveRing(KeysetSource source, Clock clock, ReloadTimes times, Executor threads) {
    this.source = source;
    this.clock = clock;
    this.times = times;
    this.threads = threads;
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
    lookAgain(SHORTEST_AFTER_MISS);
    return ring.find(keyId);
  }

  /** Reads the keys again now, and waits for that, or for the reading that is under way. */
  void reload() {
    lookAgain(Duration.ZERO);
  }

  private void lookAgain(Duration age) {
    begin(age).or(() -> Optional.ofNullable(flight)).ifPresent(this::await);
  }

  /** The keys as they are, without a look at their source. */
  KeyRing last() {
    return ring;
  }

  private Optional<Flight> begin(Duration age) {
    if (!isOlder(attempted, age)) {
      return Optional.empty();
    }
    Flight mine = new Flight(clock.instant());
    synchronized (turn) {
      Flight other = flight;
      if (!isOlder(attempted, age) || (other != null && !isOlder(other.begun, GIVEN_UP_AFTER))) {
        return Optional.empty();
      }
      attempted = mine.begun;
      flight = mine;
      if (other != null) {
        other.giveUp();
      }
    }
    start(mine);
    return Optional.of(mine);
  }

  /** A clock that was set back makes it old, too. */
  private boolean isOlder(Instant instant, Duration age) {
    Duration elapsed = Duration.between(instant, clock.instant());
    return elapsed.isNegative() || elapsed.compareTo(age) >= 0;
  }

  private void start(Flight mine) {
    try {
      threads.execute(() -> read(mine));
    } catch (RuntimeException | Error unable) { // such as no memory for a thread
      if (land(mine, ring)) {
        LOG.warn(
            "The keys were to be read again, and stay as they were: no thread began, for '{}'",
            unable.getClass().getName());
      }
      mine.done.countDown();
    }
  }

  private void read(Flight mine) {
    mine.thread = Thread.currentThread();
    KeyRing before = ring;
    try {
      KeyRing next = load();
      before.requireSuccessor(next, source.describe());
      land(mine, next);
    } catch (MisconfiguredException failed) {
      // Without its cause, since what a host or a service says may quote the keyset.
      if (land(mine, before)) {
        LOG.warn(
            "The keys were to be read again, and stay as they were: {}", failed.detail().message());
      }
    } finally {
      land(mine, before);
      mine.done.countDown();
    }
  }

  /** Tells whether it was still under way; one that was given up changes nothing. */
  private boolean land(Flight mine, KeyRing next) {
    synchronized (turn) {
      boolean underWay = mine.equals(flight);
      if (underWay) {
        ring = next;
        flight = null;
      }
      return underWay;
    }
  }

  private void await(Flight reload) {
    if (reload.inVain.get()) {
      return;
    }
    try {
      boolean done = reload.done.await(times.patience().toMillis(), TimeUnit.MILLISECONDS);
      if (!done && reload.inVain.compareAndSet(false, true)) {
        LOG.warn(
            "Reading the keys from {} takes longer than {}; what needs no new key goes on, and they"
                + " are read anew if it takes longer than {}",
            source.describe(),
            times.patience(),
            GIVEN_UP_AFTER);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
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

  /** One reading of the keys. */
  private static final class Flight {
    private final Instant begun;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean inVain = new AtomicBoolean();
    private volatile @Nullable Thread thread = null;

    Flight(Instant begun) {
      this.begun = begun;
    }

    void giveUp() {
      Thread hanging = thread;
      if (hanging != null) {
        hanging.interrupt();
      }
    }
  }
}

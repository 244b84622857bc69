package dev.patchbay.ciphers.tink;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what this process seals with each key whose nonces are short, and says once of a key that
 * it has sealed enough.
 */
final class KeyWear {
  /** A quarter of what a key may seal, which the processes that share it share, too. */
  static final long BOUND = 1L << 30;

  private static final Logger LOG = LoggerFactory.getLogger(KeyWear.class);

  private final Map<String, AtomicLong> seals = new ConcurrentHashMap<>();
  private final long bound;

  KeyWear(long bound) {
    this.bound = bound;
  }

  void count(RingKey key) {
    if (key.type() != KeyType.AES_256_GCM) {
      return;
    }
    long count = seals.computeIfAbsent(key.id(), unused -> new AtomicLong()).incrementAndGet();
    if (count == bound + 1) {
      LOG.warn(
          "Key '{}' has sealed more than {} values in this process; rotate it, since an AES-GCM key"
              + " with random nonces must not seal more than 2^32 over all processes (NIST SP"
              + " 800-38D)",
          key.id(),
          bound);
    }
  }
}

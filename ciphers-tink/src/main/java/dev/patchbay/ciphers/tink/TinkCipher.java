package dev.patchbay.ciphers.tink;

import dev.patchbay.ciphers.tink.LiveRing.ReloadTimes;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Seals secrets with the keys of a Tink keyset, AES-256-GCM or XAES-256-GCM, and binds each to its
 * place. Thread-safe; needs no closing.
 *
 * <pre>{@code
 * Integrations.builder()
 *     .stores(stores)
 *     .cipher(TinkCipher.from(KeysetSource.file(Path.of("/etc/app/keyset.json"))))
 *     .build();
 * }</pre>
 *
 * <p>The keyset is read again while the cipher works: before it seals, or names its keys, if that
 * is a minute ago, and when it meets a key that it does not know, at most every ten seconds. Where
 * that fails or takes long, or what is read is another keyset, the cipher goes on with the keys it
 * has, and a warning is logged.
 *
 * <p>{@code docs/keys.md} tells how keys are made, rotated and retired, and what a sealed record
 * looks like.
 */
public final class TinkCipher implements CredentialCipher {
  private final LiveRing keys;
  private final KeyWear wear;
  private final String source;

  private TinkCipher(Builder builder) {
    SelfTest.run();
    ReloadTimes times = new ReloadTimes(builder.interval, builder.patience);
    this.keys = new LiveRing(builder.source, builder.clock, times, builder.threads);
    this.wear = new KeyWear(builder.wearBound);
    this.source = builder.source.describe();
  }

  /**
   * Reads a keyset, on the calling thread, and makes a cipher of it.
   *
   * @param source where the keyset is
   * @return the cipher
   * @throws MisconfiguredException with {@code INVALID_CONFIGURATION} if the keyset cannot be read
   *     or must not be used, or the JVM lacks the algorithm
   */
  public static TinkCipher from(KeysetSource source) {
    return builder(source).build();
  }

  /**
   * Starts a builder.
   *
   * @param source where the keyset is
   * @return a builder with every other property at its default
   */
  public static Builder builder(KeysetSource source) {
    return new Builder(source);
  }

  /**
   * {@inheritDoc} The record is a byte for its format, which is 1, and Tink's ciphertext, whose
   * first five bytes name the key.
   */
  @Override
  public Sealed seal(byte[] plaintext, CipherContext context) {
    RingKey key = keys.current().writeKey();
    try {
      wear.count(key);
      byte[] sealed = RecordFormats.WRITTEN.seal(key, plaintext, context);
      return Sealed.of(sealed).withKeyId(key.id());
    } catch (GeneralSecurityException unable) {
      throw Failures.configuration(
          "A secret was to be sealed with key '"
              + key.id()
              + "', and the security provider of the JVM did not; nothing was written");
    }
  }

  @Override
  public byte[] open(Sealed sealed, CipherContext context) {
    byte[] record = sealed.bytes();
    RecordFormat format = RecordFormats.of(record);
    String keyId = format.keyId(record);
    if (!sealed.keyId().equals(Optional.of(keyId))) {
      throw Failures.unreadable();
    }
    RingKey key = keys.find(keyId).orElseThrow(() -> unknown(keyId));
    try {
      return format.open(key, record, context);
    } catch (GeneralSecurityException refused) {
      throw Failures.unreadable();
    }
  }

  private MisconfiguredException unknown(String keyId) {
    String begin = "A stored secret is sealed with key '" + keyId + "', which ";
    return Failures.unknownKey(
        keys.last().isDisabled(keyId)
            ? begin
                + "is disabled in the keyset from "
                + source
                + "; enable it again with 'KeysetCommand retire' and '--undo', and do not retire it"
                + " before nothing is sealed with it"
            : begin
                + "is not in the keyset from "
                + source
                + "; if it was just made, bring the keyset to this node too, and if it was lost,"
                + " give it back; the secret was left as it is");
  }

  /**
   * {@inheritDoc} Waits two seconds at most, and not at all for a source that hangs. Keys that must
   * not be used, or are those of another keyset, change nothing; a warning is logged.
   */
  @Override
  public void reload() {
    keys.reload();
  }

  /** {@inheritDoc} It is the enabled primary key of the keyset. */
  @Override
  public Optional<String> writeKeyId() {
    return Optional.of(keys.current().writeKey().id());
  }

  /** {@inheritDoc} They are the enabled keys of the keyset. */
  @Override
  public Set<String> keyIds() {
    return keys.current().ids();
  }

  @Override
  public String toString() {
    return "TinkCipher[" + source + "]";
  }

  /** Builds a {@link TinkCipher}. Not thread-safe. */
  public static final class Builder {
    private final KeysetSource source;
    private Clock clock = Clock.systemUTC();
    private Duration interval = Duration.ofMinutes(1);
    private Duration patience = Duration.ofSeconds(2);
    private long wearBound = KeyWear.BOUND;
    private Executor threads = Builder::startThread;

    private Builder(KeysetSource source) {
      this.source = Objects.requireNonNull(source, "source");
    }

    /**
     * Sets the clock that tells when the keyset is read again. Default: the system's.
     *
     * @param clock the clock
     * @return this builder
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets after how long the keyset is read again. Default: a minute.
     *
     * @param interval a second or longer
     * @return this builder
     * @throws dev.patchbay.error.InvalidRequestException if it is shorter
     */
    public Builder reloadInterval(Duration interval) {
      if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
        throw Failures.argument(
            "reloadInterval",
            "'reloadInterval' is " + interval + "; expected a second or longer, as 'PT1M'");
      }
      this.interval = interval;
      return this;
    }

    /** How long a caller waits for a reload, in real time. */
    Builder patience(Duration patience) {
      this.patience = patience;
      return this;
    }

    /** What reads the keys again. */
    Builder threads(Executor threads) {
      this.threads = threads;
      return this;
    }

    private static void startThread(Runnable task) {
      Thread thread = new Thread(task, "patchbay-keys");
      thread.setDaemon(true);
      thread.start();
    }

    Builder wearBound(long wearBound) {
      this.wearBound = wearBound;
      return this;
    }

    /**
     * Reads the keyset, on the calling thread, and builds the cipher.
     *
     * @return the cipher
     * @throws MisconfiguredException with {@code INVALID_CONFIGURATION} if the keyset cannot be
     *     read or must not be used, or the JVM lacks the algorithm
     */
    public TinkCipher build() {
      return new TinkCipher(this);
    }
  }
}

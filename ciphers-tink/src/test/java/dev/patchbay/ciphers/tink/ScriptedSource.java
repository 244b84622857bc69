package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.KeysetHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A source that counts, and does what a test wants. */
final class ScriptedSource implements KeysetSource {
  private final AtomicInteger loads = new AtomicInteger();
  private volatile KeysetHandle keyset;
  private volatile @Nullable RuntimeException failure;
  private volatile Runnable before = () -> {};

  ScriptedSource(KeysetHandle keyset) {
    this.keyset = keyset;
  }

  void holds(KeysetHandle next) {
    keyset = next;
    failure = null;
  }

  void fails(RuntimeException next) {
    failure = next;
  }

  void doesFirst(Runnable step) {
    before = step;
  }

  void counts() {
    loads.incrementAndGet();
  }

  int loads() {
    return loads.get();
  }

  @Override
  public KeysetHandle load() {
    loads.incrementAndGet();
    before.run();
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    return keyset;
  }

  @Override
  public String describe() {
    return "script";
  }
}

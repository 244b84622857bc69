package dev.patchbay.testkit.stores;

import dev.patchbay.spi.Stores;
import java.time.Duration;

/**
 * What the contract suites need to know of a store. A suite calls it from one thread.
 *
 * <pre>{@code
 * interface H2Fixture extends StoresFixture {
 *   default Stores createStores() { return H2Stores.inMemory(); }
 *   default void passTime(Stores stores, Duration duration) { ((H2Stores) stores).shiftBack(duration); }
 *   default Duration margin() { return Duration.ofSeconds(5); }
 * }
 * final class H2SessionStoreContractTest extends SessionStoreContract implements H2Fixture {}
 * }</pre>
 */
public interface StoresFixture {

  /** {@return new, empty stores; the suite closes them} */
  Stores createStores();

  /**
   * Makes the stores see time pass: moves their clock on, or every stored time back.
   *
   * @param stores what {@link #createStores} returned
   * @param duration how much time passes
   */
  void passTime(Stores stores, Duration duration);

  /**
   * Says how far before a deadline the suite has to stay for its steps to come in time. Default: a
   * millisecond, for a clock that stands still between calls of {@link #passTime}.
   *
   * @return more than a test takes to run, if the store's clock runs by itself; under a minute
   */
  default Duration margin() {
    return Duration.ofMillis(1);
  }
}

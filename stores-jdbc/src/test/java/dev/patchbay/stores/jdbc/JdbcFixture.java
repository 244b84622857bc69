package dev.patchbay.stores.jdbc;

import dev.patchbay.spi.Stores;
import dev.patchbay.testkit.stores.StoresFixture;
import java.time.Duration;

/** The stores in a database whose clock runs by itself, so that the stored times are moved. */
interface JdbcFixture extends StoresFixture {

  /** {@return the database that all tests of a class use one after another} */
  TestDatabase database();

  @Override
  default Stores createStores() {
    return database().emptied();
  }

  @Override
  default void passTime(Stores stores, Duration duration) {
    ((TestDatabase) stores).passTime(duration);
  }

  @Override
  default Duration margin() {
    return Duration.ofSeconds(30);
  }
}

package dev.patchbay.stores.jdbc;

import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.spi.Stores;
import java.time.Clock;
import java.util.function.Supplier;

/** Every kind of stores there is. */
enum Backing {
  MEMORY,
  H2,
  OLD_POSTGRES,
  NEW_POSTGRES;

  Opened open() {
    return switch (this) {
      case MEMORY -> new Opened(new MemoryStores(Clock.systemUTC()), () -> "");
      case H2 -> in(TestDatabase.h2());
      case OLD_POSTGRES -> in(TestDatabase.postgres(PostgresServer.OLD));
      case NEW_POSTGRES -> in(TestDatabase.postgres(PostgresServer.NEW));
    };
  }

  private static Opened in(TestDatabase database) {
    return new Opened(database, () -> TableCopy.of(database.dataSource()));
  }

  /**
   * Empty stores.
   *
   * @param copy gives all that is in the tables, if there are any
   */
  record Opened(Stores stores, Supplier<String> copy) {}
}

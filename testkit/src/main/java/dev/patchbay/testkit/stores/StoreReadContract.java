package dev.patchbay.testkit.stores;

import static dev.patchbay.testkit.stores.StoreSamples.ACME;
import static dev.patchbay.testkit.stores.StoreSamples.GITHUB;
import static dev.patchbay.testkit.stores.StoreSamples.HOUR;
import static dev.patchbay.testkit.stores.StoreSamples.account;
import static dev.patchbay.testkit.stores.StoreSamples.claim;
import static dev.patchbay.testkit.stores.StoreSamples.connectionId;
import static dev.patchbay.testkit.stores.StoreSamples.insert;
import static dev.patchbay.testkit.stores.StoreSamples.swap;
import static dev.patchbay.testkit.stores.StoreSamples.tokenSetKey;
import static dev.patchbay.testkit.stores.StoreSamples.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.spi.store.AccountKey;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.TokenSetRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** What every store promises to those who read while others write. */
public abstract class StoreReadContract extends StoresContract {

  /** For authors of stores. */
  protected StoreReadContract() {}

  @Test
  void connectionIsFoundAtEveryMomentOfItsSwaps() throws Exception {
    ConnectionRecord connected = connect(insert("a").fingerprint("one").build());

    assertAlways(
        () -> isDone(connections().write(swap(reread(connected)).fingerprint("one").build())),
        () ->
            connections().find(ACME, connectionId("a")).isPresent()
                && byAccount("a").isPresent()
                && connections().findByFingerprint(ACME, "one").isPresent()
                && connections().list(ACME, ConnectionFilter.all()).connections().size() == 1);
  }

  @Test
  void accountFindsNoConnectionOfAnotherAtAnyMoment() throws Exception {
    ConnectionRecord connected = connect("a");

    assertAlways(
        () -> moveToTheOtherAccount(reread(connected)),
        () -> byAccount("a").stream().allMatch(found -> isOf("a", found)));
  }

  @Test
  void fingerprintFindsNoConnectionOfAnotherAtAnyMoment() throws Exception {
    ConnectionRecord connected = connect(insert("a").fingerprint("one").build());

    assertAlways(
        () -> moveToTheOtherFingerprint(reread(connected)),
        () ->
            connections().findByFingerprint(ACME, "one").stream()
                .allMatch(found -> found.fingerprint().equals(Optional.of("one"))));
  }

  @Test
  void whoeverSeesAFingerprintFindsByIt() throws Exception {
    ConnectionRecord connected = connect(insert("a").fingerprint("one").build());

    assertAlways(
        () -> moveToTheOtherFingerprint(reread(connected)),
        () -> {
          ConnectionRecord seen = reread(connected);
          String fingerprint = seen.fingerprint().orElseThrow();
          return connections().findByFingerprint(ACME, fingerprint).isPresent()
              || reread(connected).revision() != seen.revision();
        });
  }

  @Test
  void setThatIsRenewedIsNotDueAtAnyMoment() throws Exception {
    ConnectionRecord connected = connect("a");

    assertAlways(
        () -> renewOrMakeDue(reread(tokenSetKey("a"))),
        () -> {
          ConnectionRecord seen = reread(connected);
          boolean due = connections().findDue(1).contains(tokenSetKey("a"));
          return !due || isDue(seen) || reread(connected).revision() != seen.revision();
        });
  }

  private boolean renewOrMakeDue(TokenSetRecord before) {
    long version = before.version();
    Duration dueIn = version % 2 == 0 ? Duration.ZERO : HOUR;
    return connections()
        .replace(tokenSetKey("a"), version, tokens(version + 1).dueIn(dueIn).build())
        .isPresent();
  }

  /** By the version: every second one is due at once. */
  private static boolean isDue(ConnectionRecord record) {
    return record.tokenSets().values().stream().allMatch(set -> set.version() % 2 == 1);
  }

  private boolean moveToTheOtherFingerprint(ConnectionRecord before) {
    String next = before.fingerprint().equals(Optional.of("one")) ? "other" : "one";
    return isDone(connections().write(swap(before).fingerprint(next).build()));
  }

  private boolean moveToTheOtherAccount(ConnectionRecord before) {
    Connection moved =
        before.connection().toBuilder().account(account(isOf("a", before) ? "b" : "a")).build();
    ConnectionWrite write =
        ConnectionWrite.builder(moved)
            .expectedRevision(before.revision())
            .tokenSets(tokens(2).build())
            .build();
    return isDone(connections().write(write));
  }

  private Optional<ConnectionRecord> byAccount(String name) {
    return connections().findByAccount(ACME, AccountKey.builder(GITHUB, "account_" + name).build());
  }

  private static boolean isOf(String account, ConnectionRecord record) {
    return record.connection().account().equals(Optional.of(account(account)));
  }

  /** One thread changes, the others look for as long as it does. */
  private static void assertAlways(BooleanSupplier change, BooleanSupplier claim) throws Exception {
    AtomicInteger changes = new AtomicInteger(200);
    Callable<Boolean> changing = () -> holdsUntilNone(changes, changes::getAndDecrement, change);
    Callable<Boolean> looking = () -> holdsUntilNone(changes, changes::get, claim);
    try (Race race = new Race(3)) {
      assertThat(race.run(runner -> runner == 0 ? changing : looking)).containsOnly(true);
    }
  }

  private static boolean holdsUntilNone(
      AtomicInteger changes, IntSupplier next, BooleanSupplier claim) {
    while (next.getAsInt() > 0) {
      if (!claim.getAsBoolean()) {
        changes.set(0);
        return false;
      }
    }
    return true;
  }
}

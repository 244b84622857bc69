package dev.patchbay.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.internal.concurrent.EngineTime;
import dev.patchbay.internal.concurrent.MovableClock;
import dev.patchbay.internal.connection.CredentialCache.Entry;
import dev.patchbay.internal.connection.CredentialCache.Stamp;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CredentialCacheTest {
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");
  private static final ConnectionId ID = ConnectionId.of("conn_1");
  private static final int MAX = 100;
  private static final Duration LONG = Duration.ofHours(1);

  private final MovableClock clock = new MovableClock();
  private final CredentialCache cache = cache(Duration.ofSeconds(5));

  @Test
  void entryIsServedForItsTimeAndNoLonger() {
    put(ID, LONG);
    pass(4999);
    assertThat(cache.find(WORKSPACE, ID)).isNotNull();
    pass(1);
    assertThat(cache.find(WORKSPACE, ID)).isNull();
  }

  @Test
  void entryIsServedNoLongerThanItIsValid() {
    put(ID, Duration.ofSeconds(2));
    pass(2000);
    assertThat(cache.find(WORKSPACE, ID)).isNull();
  }

  @Test
  void lifeCountsFromBeforeTheStoreWasRead() {
    Stamp stamp = cache.stamp(ID);
    pass(3000);
    cache.put(entry(ID, LONG), stamp);
    pass(2000);
    assertThat(cache.find(WORKSPACE, ID)).isNull();
  }

  @Test
  void anotherWorkspaceFindsNothing() {
    put(ID, LONG);
    assertThat(cache.find(WorkspaceId.of("ws_2"), ID)).isNull();
  }

  @Test
  void nothingOfAnotherWorkspaceIsKeptUnderTheSameId() {
    WorkspaceId other = WorkspaceId.of("ws_2");
    put(ID, LONG);
    cache.put(new Entry(other, Optional.of("user"), credentials(ID), LONG), cache.stamp(ID));
    assertThat(cache.find(WORKSPACE, ID)).isNull();
    assertThat(cache.find(WORKSPACE, ID, "user")).isNull();
    assertThat(cache.find(other, ID)).isNull();
    assertThat(cache.find(other, ID, "user")).isNotNull();
  }

  @Test
  void namedSetsAreKeptBesideThePrimaryOneAndForgottenWithIt() {
    put(ID, LONG);
    cache.put(new Entry(WORKSPACE, Optional.of("user"), credentials(ID), LONG), cache.stamp(ID));
    assertThat(cache.find(WORKSPACE, ID)).isNotNull();
    assertThat(cache.find(WORKSPACE, ID, "user")).isNotNull();
    assertThat(cache.find(WORKSPACE, ID, "bot")).isNull();
    cache.forget(ID);
    assertThat(cache.find(WORKSPACE, ID)).isNull();
    assertThat(cache.find(WORKSPACE, ID, "user")).isNull();
  }

  @Test
  void whatWasReadBeforeAChangeDoesNotComeBackAfterIt() {
    Stamp stamp = cache.stamp(ID);
    cache.forget(ID);
    cache.put(entry(ID, LONG), stamp);
    assertThat(cache.find(WORKSPACE, ID)).isNull();
    assertThat(cache.isOutdated(ID, stamp)).isTrue();
  }

  @Test
  void holdsNoMoreThanItsBound() {
    IntStream.range(0, 10 * MAX).forEach(i -> put(ConnectionId.of("conn_" + i), LONG));
    long held =
        IntStream.range(0, 10 * MAX)
            .filter(i -> cache.find(WORKSPACE, ConnectionId.of("conn_" + i)) != null)
            .count();
    assertThat(held).isBetween(1L, (long) MAX);
  }

  @Test
  void whatIsServedNoMoreIsDroppedAndTheRestStays() {
    ConnectionId late = ConnectionId.of("conn_late");
    put(ID, LONG);
    pass(4999);
    put(late, LONG);

    cache.dropOver();
    assertThat(cache.size()).isEqualTo(2);
    pass(1);
    cache.dropOver();

    assertThat(cache.size()).isEqualTo(1);
    assertThat(cache.find(WORKSPACE, late)).isNotNull();
  }

  @Test
  void setThatIsOverIsDroppedWithTheNextEntryOfItsConnection() {
    put(ID, LONG);
    pass(5000);
    Entry named = new Entry(WORKSPACE, Optional.of("user"), credentials(ID), LONG);
    cache.put(named, cache.stamp(ID));

    assertThat(cache.tokenSets(ID)).containsExactly("user");
  }

  @Test
  void lifeOfZeroSwitchesItOff() {
    CredentialCache off = cache(Duration.ZERO);
    off.put(entry(ID, LONG), off.stamp(ID));
    assertThat(off.find(WORKSPACE, ID)).isNull();
  }

  @Test
  void closedOneIsEmptyAndStaysSo() {
    put(ID, LONG);
    cache.close();
    assertThat(cache.find(WORKSPACE, ID)).isNull();
    put(ID, LONG);
    assertThat(cache.find(WORKSPACE, ID)).isNull();
  }

  private void put(ConnectionId id, Duration valid) {
    cache.put(entry(id, valid), cache.stamp(id));
  }

  private static Entry entry(ConnectionId id, Duration valid) {
    return new Entry(WORKSPACE, Optional.empty(), credentials(id), valid);
  }

  private static Credentials credentials(ConnectionId id) {
    return Credentials.builder(id, "default", 1, Secret.of("at_fake")).build();
  }

  private CredentialCache cache(Duration life) {
    return new CredentialCache(EngineTime.of(clock), life, MAX);
  }

  private void pass(long millis) {
    clock.pass(Duration.ofMillis(millis));
  }
}

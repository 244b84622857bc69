package dev.patchbay.testkit.stores.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedValue;
import dev.patchbay.testkit.FailedTests;
import dev.patchbay.testkit.stores.SealedStoreContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract of sealed values finds stores that are wrong in one way. */
@Tag("one-jdk")
class FaultySealedStoresTest {

  @Test
  void reencryptionThatOverwritesAFreshCredentialIsFound() {
    assertThat(FailedTests.of(Overwriting.class))
        .contains(
            "credentialThatWasReplacedMeanwhileIsNotOverwritten",
            "ofARefreshAndAReencryptionAtOnceTheFreshCredentialStays");
  }

  @Test
  void checkThatIsReplacedByALaterOneIsFound() {
    assertThat(FailedTests.of(LastCheckWins.class))
        .contains("firstCheckOfAKeyIsKept", "ofManyChecksAtOnceOneIsKept");
  }

  @Test
  void searchThatBeginsAnewEachTimeIsFound() {
    assertThat(FailedTests.of(OneBatchOnly.class)).contains("batchesGoOnAfterAValueThatIsGone");
  }

  /** Looks at the place only, not at what stands there. */
  static class Overwriting extends SealedStoreContract implements FaultyFixture {
    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      if (!call.equals("SealedStore.reseal")) {
        return Optional.empty();
      }
      SealedValue value = (SealedValue) arguments[0];
      return now(stores, value).map(it -> stores.sealed().reseal(it, (Sealed) arguments[1]));
    }

    private static Optional<SealedValue> now(Stores stores, SealedValue value) {
      CipherContext place = value.context();
      return stores
          .connections()
          .find(place.workspaceId(), ConnectionId.of(place.ownerId()))
          .flatMap(
              record ->
                  SealedValue.of(record).stream()
                      .filter(it -> it.context().field().equals(place.field()))
                      .filter(it -> it.context().tokenSet().equals(place.tokenSet()))
                      .findFirst());
    }
  }

  /** Keeps the check that it was told last. */
  static class LastCheckWins extends SealedStoreContract implements FaultyFixture {
    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      return call.equals("SealedStore.keepCheck") ? Optional.of(arguments[1]) : Optional.empty();
    }
  }

  /** Forgets where the batch before ended, but ends. */
  static class OneBatchOnly extends SealedStoreContract implements FaultyFixture {
    @Override
    public Optional<Object> instead(Stores stores, String call, Object[] arguments) {
      boolean goesOn = call.equals("SealedStore.find") && ((Optional<?>) arguments[1]).isPresent();
      return goesOn ? Optional.of(List.of()) : Optional.empty();
    }
  }
}

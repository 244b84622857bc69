package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.SealedValue;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.stores.jdbc.Tenants.Target;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The workspace reaches every step of a store: with a wrong one it finds and changes nothing. */
class StoreIsolationIT {
  private static final List<Class<?>> CARRIERS =
      List.of(
          WorkspaceId.class,
          SessionKey.class,
          TokenSetKey.class,
          SessionRecord.class,
          ConnectionRecord.class,
          ConnectionWrite.class,
          SealedValue.class);

  private static final Set<String> KNOW_NO_WORKSPACE =
      Set.of(
          "SessionStore.claim",
          "SessionStore.findByState",
          // For a key that sees all workspaces: it asks which one the session is in.
          "SessionStore.findWorkspace",
          "SessionStore.sweep",
          "SessionStore.takeGrants",
          "ConnectionStore.eraseAbandoned",
          "ConnectionStore.findDue",
          "ConnectionStore.findInterrupted",
          "SealedStore.keyIds",
          "SealedStore.count",
          "SealedStore.findCheck",
          "SealedStore.keepCheck");

  /** The one says yes or no, the other goes on after a value; both over all workspaces. */
  private static final Set<String> LOOK_PAST_IT =
      Set.of("ConnectionStore.hasSibling", "SealedStore.find");

  /** It makes what was not there, and so has no answer for what does not exist. */
  private static final String MAKES_NEW = "SessionStore.create";

  /**
   * Of the first and the last the workspace is a part of what is written. What those between did
   * shows in tables alone, or for a session that has a grant.
   */
  private static final Set<String> NOT_FORGOTTEN =
      Set.of(MAKES_NEW, "ConnectionStore.erase", "SessionStore.forgetGrant", "SealedStore.reseal");

  static Stream<Method> steps() {
    return StoreSteps.all()
        .filter(method -> !KNOW_NO_WORKSPACE.contains(StoreSteps.name(method)))
        .filter(method -> !LOOK_PAST_IT.contains(StoreSteps.name(method)));
  }

  static Stream<Method> forgettableSteps() {
    return steps().filter(method -> !NOT_FORGOTTEN.contains(StoreSteps.name(method)));
  }

  @Test
  void onlyTheseStepsKnowNoWorkspace() {
    assertThat(StoreSteps.all().filter(method -> !carriesWorkspace(method)))
        .extracting(StoreSteps::name)
        .containsExactlyInAnyOrderElementsOf(KNOW_NO_WORKSPACE);
  }

  private static boolean carriesWorkspace(Method method) {
    return Arrays.stream(method.getGenericParameterTypes())
        .anyMatch(
            type ->
                CARRIERS.stream()
                    .anyMatch(carrier -> type.getTypeName().contains(carrier.getName())));
  }

  @ParameterizedTest
  @EnumSource
  void wrongWorkspaceFindsAndChangesNothing(Backing backing) {
    try (Tenants tenants = new Tenants(backing)) {
      List<String> before = states(tenants);
      for (Method step : steps().toList()) {
        for (WorkspaceId owner : Tenants.OWNERS) {
          assertThat(differences(tenants, tenants.stores, step, owner)).isEmpty();
        }
        assertThat(states(tenants)).as("after %s", step).isEqualTo(before);
      }
    }
  }

  /** So that the test above is known to see each step whose store does not look at it. */
  @ParameterizedTest
  @MethodSource("forgettableSteps")
  void stepThatForgetsTheWorkspaceIsSeen(Method step) {
    try (Tenants tenants = new Tenants(Backing.MEMORY)) {
      WorkspaceId owner = Tenants.OWNERS.get(0);
      List<String> before = states(tenants);
      Stores forgetful = new ForgetfulStores(tenants.stores, StoreSteps.name(step), owner);

      List<String> differences = differences(tenants, forgetful, step, owner);

      assertThat(!differences.isEmpty() || !states(tenants).equals(before)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
  void deletionThatHasBegunIsNotEndedByAnotherWorkspace(Backing backing) {
    try (Tenants tenants = new Tenants(backing)) {
      WorkspaceId owner = Tenants.OWNERS.get(0);
      ConnectionId begun = tenants.targets(owner).get(0).connectionId();
      tenants.stores.connections().beginDelete(owner, begun);
      String copy = tenants.copy();

      tenants.stores.connections().erase(Tenants.NOBODY, begun);
      assertThat(tenants.copy()).isEqualTo(copy);
      tenants.stores.connections().erase(owner, begun);
      assertThat(tenants.copy()).isNotEqualTo(copy);
    }
  }

  /**
   * Where the answer for what is an owner's is not the one for what does not exist, or tells of it.
   */
  private static List<String> differences(
      Tenants tenants, Stores asked, Method step, WorkspaceId owner) {
    List<StoreSteps> all =
        tenants.targets(owner).stream().map(target -> asking(tenants, owner, target)).toList();
    List<String> differences = new ArrayList<>();
    for (StoreSteps asking : all) {
      Answer foreign = asking.call(asked, step);
      Answer missing =
          StoreSteps.name(step).equals(MAKES_NEW) ? foreign : asking.madeUp().call(asked, step);
      if (!foreign.equals(missing) || foreign.tellsOf(tenants.targets(owner))) {
        differences.add(StoreSteps.name(step) + ": " + foreign + " and " + missing);
      }
    }
    return differences;
  }

  private static StoreSteps asking(Tenants tenants, WorkspaceId owner, Target target) {
    return StoreSteps.asking(
        Tenants.NOBODY, tenants.connection(owner, target), tenants.session(owner, target));
  }

  private static List<String> states(Tenants tenants) {
    return Tenants.OWNERS.stream().map(tenants::state).toList();
  }
}

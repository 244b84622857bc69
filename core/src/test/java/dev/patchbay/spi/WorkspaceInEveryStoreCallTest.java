package dev.patchbay.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.SealedValue;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetKey;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every store call names its workspace; those that do not are listed here, so that a new one is a
 * decision and no oversight.
 */
class WorkspaceInEveryStoreCallTest {
  private static final Set<Class<?>> CARRIERS =
      Set.of(
          SessionKey.class,
          TokenSetKey.class,
          SessionRecord.class,
          ConnectionRecord.class,
          SealedValue.class,
          ConnectionWrite.class);

  @Test
  void onlyTheseCallsReachOverAllWorkspaces() {
    assertThat(calls(method -> !takesWorkspace(method) && !takesCarrier(method)))
        .containsExactlyInAnyOrder(
            // A callback knows its state and nothing else.
            "SessionStore.claim",
            "SessionStore.findByState",
            // A key that sees all workspaces asks which one a session is in.
            "SessionStore.findWorkspace",
            // Housekeeping of the whole store.
            "SessionStore.sweep",
            "SessionStore.takeGrants",
            "ConnectionStore.eraseAbandoned",
            "ConnectionStore.findDue",
            "ConnectionStore.findInterrupted",
            // Re-encryption, and the check of a key.
            "SealedStore.keyIds",
            "SealedStore.count",
            "SealedStore.findCheck",
            "SealedStore.keepCheck");
  }

  @Test
  void onlyTheseCallsCarryTheWorkspaceInAnArgument() {
    assertThat(calls(WorkspaceInEveryStoreCallTest::takesCarrier))
        .containsExactlyInAnyOrder(
            "SessionStore.create",
            "SessionStore.findAll",
            "SessionStore.stage",
            "SessionStore.end",
            "SessionStore.forgetGrant",
            "SessionStore.complete",
            "ConnectionStore.write",
            // Carries it and looks past it: it answers yes or no and nothing else.
            "ConnectionStore.hasSibling",
            "ConnectionStore.lease",
            "ConnectionStore.replace",
            "ConnectionStore.recordFailure",
            // Carries it for the value to go on after, and goes on over all workspaces.
            "SealedStore.find",
            "SealedStore.reseal");
  }

  @Test
  void everyOtherCallTakesTheWorkspaceFirst() {
    assertThat(calls(WorkspaceInEveryStoreCallTest::takesWorkspace))
        .containsExactlyInAnyOrder(
            "SessionStore.find",
            "SessionStore.purge",
            "ConnectionStore.find",
            "ConnectionStore.findByAccount",
            "ConnectionStore.findByFingerprint",
            "ConnectionStore.list",
            "ConnectionStore.beginDelete",
            "ConnectionStore.erase",
            "ConnectionStore.purge",
            "ConnectionStore.note",
            "ConnectionStore.history");
  }

  private static Set<String> calls(Predicate<Method> condition) {
    Set<String> names = new TreeSet<>();
    storeMethods()
        .filter(condition)
        .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
        .forEach(names::add);
    return names;
  }

  private static Stream<Method> storeMethods() {
    return Stream.of(SessionStore.class, ConnectionStore.class, SealedStore.class)
        .flatMap(store -> Arrays.stream(store.getDeclaredMethods()))
        .filter(method -> !method.isSynthetic());
  }

  private static boolean takesWorkspace(Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    return parameters.length > 0 && parameters[0] == WorkspaceId.class;
  }

  private static boolean takesCarrier(Method method) {
    return Arrays.stream(method.getGenericParameterTypes())
        .anyMatch(WorkspaceInEveryStoreCallTest::isCarrier);
  }

  private static boolean isCarrier(Type type) {
    return CARRIERS.stream().anyMatch(carrier -> type.getTypeName().contains(carrier.getName()));
  }
}

package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.ConnectionManager;
import dev.patchbay.Integrations;
import dev.patchbay.SessionManager;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionLookup;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.CredentialsRequest;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Secret;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.stores.jdbc.Tenants.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whoever asks for what is another workspace's, by whatever public method, is answered as if it did
 * not exist, and changes nothing. Methods are found by reflection, so a new one is called too, or
 * fails the test until it is known what to call it with.
 */
class ApiIsolationIT {
  private static final Map<Class<?>, BiFunction<WorkspaceId, Target, Object>> ARGUMENTS =
      Map.ofEntries(
          Map.entry(WorkspaceId.class, (intruder, target) -> intruder),
          Map.entry(ConnectionId.class, (intruder, target) -> target.connectionId()),
          Map.entry(SessionId.class, (intruder, target) -> target.sessionId()),
          Map.entry(Credentials.class, (intruder, target) -> target.credentials()),
          Map.entry(RevocationMode.class, (intruder, target) -> RevocationMode.ALWAYS),
          Map.entry(PollOptions.class, (intruder, target) -> PollOptions.defaults()),
          Map.entry(CredentialsRequest.class, (intruder, target) -> credentials(target)),
          Map.entry(ConnectionRequest.class, (intruder, target) -> replacement(target)),
          Map.entry(SessionRequest.class, ApiIsolationIT::reconnect),
          Map.entry(ConnectionFilter.class, (intruder, target) -> page(target)),
          Map.entry(ConnectionLookup.class, (intruder, target) -> lookup()));

  private static CredentialsRequest credentials(Target target) {
    return CredentialsRequest.builder(target.connectionId()).build();
  }

  private static ConnectionRequest replacement(Target target) {
    return ConnectionRequest.builder(AcmeService.ID)
        .apiKey(Secret.of("CNRY-fake"))
        .connectionId(target.connectionId())
        .build();
  }

  private static SessionRequest reconnect(WorkspaceId intruder, Target target) {
    return SessionRequest.builder(intruder, AcmeService.ID)
        .connectionId(target.connectionId())
        .build();
  }

  private static ConnectionFilter page(Target target) {
    return target.cursor().equals(Tenants.FIRST_PAGE)
        ? ConnectionFilter.all()
        : ConnectionFilter.builder().cursor(target.cursor()).build();
  }

  private static ConnectionLookup lookup() {
    return ConnectionLookup.builder(AcmeService.ID).memberId(Tenants.MEMBER).build();
  }

  @ParameterizedTest
  @EnumSource
  void foreignIdIsAnsweredAsOneThatDoesNotExist(Backing backing) {
    try (Tenants tenants = new Tenants(backing)) {
      Map<WorkspaceId, String> before = states(tenants);
      String copy = tenants.copy();
      int calls = 0;
      for (Operation operation : operations(tenants.node)) {
        for (WorkspaceId intruder : intruders(operation)) {
          for (WorkspaceId owner : Tenants.OWNERS) {
            calls += owner.equals(intruder) ? 0 : intrude(operation, intruder, tenants, owner);
          }
        }
      }
      assertThat(calls).isGreaterThan(1000);
      assertThat(states(tenants)).isEqualTo(before);
      assertThat(tenants.copy()).isEqualTo(copy);
    }
  }

  /** A purge of one's own workspace is no intrusion, but would leave nothing to go on with. */
  private static List<WorkspaceId> intruders(Operation operation) {
    return operation.method().getName().equals("purge")
        ? List.of(Tenants.NOBODY)
        : Stream.concat(Tenants.OWNERS.stream(), Stream.of(Tenants.NOBODY)).toList();
  }

  private static int intrude(
      Operation operation, WorkspaceId intruder, Tenants tenants, WorkspaceId owner) {
    for (Target target : tenants.targets(owner)) {
      Answer foreign = operation.call(intruder, target);
      assertThat(foreign)
          .as("%s by %s of %s", operation.method(), intruder, owner)
          .isEqualTo(operation.call(intruder, target.madeUp()))
          .matches(answer -> !answer.tellsOf(tenants.targets(owner)), "tells nothing");
    }
    return tenants.targets(owner).size();
  }

  @ParameterizedTest
  @EnumSource
  void purgeOfAWorkspaceLeavesTheOthersAlone(Backing backing) {
    try (Tenants tenants = new Tenants(backing)) {
      WorkspaceId purged = Tenants.OWNERS.get(0);
      Map<WorkspaceId, String> before = states(tenants);

      assertThat(tenants.node.purge(purged).connections()).isPositive();

      Map<WorkspaceId, String> after = states(tenants);
      assertThat(after.remove(purged)).isNotEqualTo(before.remove(purged));
      assertThat(after).isEqualTo(before);
    }
  }

  /** So that what is asked for is there, and the refusals above are of the workspace. */
  @ParameterizedTest
  @EnumSource
  void ownerIsAnsweredOtherwise(Backing backing) {
    try (Tenants tenants = new Tenants(backing)) {
      WorkspaceId owner = Tenants.OWNERS.get(0);
      Target target = tenants.targets(owner).get(0);
      List<String> answeredAlike =
          operations(tenants.node).stream()
              .filter(operation -> !Names.ENDING.contains(operation.method().getName()))
              .filter(
                  operation ->
                      operation.call(owner, target).equals(operation.call(owner, target.madeUp())))
              .map(operation -> operation.method().getName())
              .toList();

      // By integration and member, not by an id.
      assertThat(answeredAlike).containsExactly("find");
    }
  }

  @Test
  void onlyTheseMethodsKnowNoWorkspace() {
    assertThat(names(SessionManager.class, ApiIsolationIT::knowsNoWorkspace))
        .containsExactlyInAnyOrder(
            "completeCallback",
            "completeCallbackAsync",
            // For a key that sees all workspaces: it asks which one the session is in.
            "findWorkspace");
    assertThat(names(ConnectionManager.class, ApiIsolationIT::knowsNoWorkspace)).isEmpty();
    assertThat(names(Integrations.class, ApiIsolationIT::knowsNoWorkspace))
        .containsExactlyInAnyOrder(
            "builder",
            "sessions",
            "connections",
            "hasClient",
            "installed",
            "providerFailures",
            "unhealthy",
            "keyUsage",
            "reencrypt",
            "close");
  }

  @Test
  void methodOfUnknownParametersFails() throws NoSuchMethodException {
    Method unknown = List.class.getMethod("get", int.class);

    ConnectionId any = ConnectionId.of("conn_1");
    Credentials credentials =
        Credentials.builder(any, "default", 1, Secret.of("CNRY-fake")).build();
    Target target = new Target(any, SessionId.of("sess_1"), credentials, Tenants.FIRST_PAGE);

    assertThatThrownBy(() -> arguments(unknown, Tenants.NOBODY, target))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("int");
  }

  private static List<String> names(Class<?> type, java.util.function.Predicate<Method> condition) {
    return publicMethods(type).filter(condition).map(Method::getName).toList();
  }

  private static boolean knowsNoWorkspace(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .noneMatch(type -> type == WorkspaceId.class || type == SessionRequest.class);
  }

  private static Stream<Method> publicMethods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
  }

  private static List<Operation> operations(Integrations node) {
    Map<Class<?>, Object> places = new LinkedHashMap<>();
    places.put(SessionManager.class, node.sessions());
    places.put(ConnectionManager.class, node.connections());
    places.put(Integrations.class, node);
    return places.entrySet().stream()
        .flatMap(
            place ->
                publicMethods(place.getKey())
                    .filter(method -> !knowsNoWorkspace(method))
                    .map(method -> new Operation(place.getValue(), method)))
        .toList();
  }

  private static Object[] arguments(Method method, WorkspaceId intruder, Target target) {
    return Arrays.stream(method.getParameterTypes())
        .map(
            type -> {
              BiFunction<WorkspaceId, Target, Object> argument = ARGUMENTS.get(type);
              if (argument == null) {
                throw new AssertionError("Say here what to call " + method + " with: " + type);
              }
              return argument.apply(intruder, target);
            })
        .toArray();
  }

  private static Map<WorkspaceId, String> states(Tenants tenants) {
    Map<WorkspaceId, String> states = new LinkedHashMap<>();
    Tenants.OWNERS.forEach(owner -> states.put(owner, tenants.state(owner)));
    return states;
  }

  /** Those that leave nothing to ask for again, wait for what does not come, or begin something. */
  private static final class Names {
    static final List<String> ENDING = List.of("delete", "purge", "poll", "pollAsync", "create");
  }

  /** A method of the public API. */
  private record Operation(Object on, Method method) {

    Answer call(WorkspaceId intruder, Target target) {
      List<String> askedFor =
          Stream.of(target.connectionId().value(), target.sessionId().value(), target.cursor())
              .filter(asked -> !asked.isEmpty())
              .toList();
      return Answer.of(
          Objects.requireNonNull(on), method, arguments(method, intruder, target), askedFor);
    }
  }
}

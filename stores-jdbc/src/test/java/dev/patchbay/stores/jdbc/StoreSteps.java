package dev.patchbay.stores.jdbc;

import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SealedStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.AccountKey;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ConnectionWrite;
import dev.patchbay.spi.store.RefreshFailure;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SealedValue;
import dev.patchbay.spi.store.SessionEnd;
import dev.patchbay.spi.store.SessionKey;
import dev.patchbay.spi.store.SessionLimits;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.TokenSetKey;
import dev.patchbay.spi.store.TokenSetRecord;
import dev.patchbay.spi.store.TokenSetWrite;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The methods of the stores, as reflection finds them, and what an intruder calls them with. */
final class StoreSteps {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String UNKNOWN = "Say here what to call a step of the stores with: ";

  private final WorkspaceId intruder;
  private final ConnectionRecord connection;
  private final SessionRecord session;

  private StoreSteps(WorkspaceId intruder, ConnectionRecord connection, SessionRecord session) {
    this.intruder = intruder;
    this.connection = connection;
    this.session = session;
  }

  /** Asks for what another one has. */
  static StoreSteps asking(
      WorkspaceId intruder, ConnectionRecord connection, SessionRecord session) {
    return new StoreSteps(intruder, connection, session);
  }

  static Stream<Method> all() {
    return Stream.of(SessionStore.class, ConnectionStore.class, SealedStore.class)
        .flatMap(store -> Arrays.stream(store.getDeclaredMethods()))
        .filter(method -> !method.isSynthetic());
  }

  static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  static Object storeOf(Stores stores, Method method) {
    if (method.getDeclaringClass() == SessionStore.class) {
      return stores.sessions();
    }
    return method.getDeclaringClass() == ConnectionStore.class
        ? stores.connections()
        : stores.sealed();
  }

  /** Asks for the like of it that nobody has. */
  StoreSteps madeUp() {
    Connection like =
        Connection.builder(
                ConnectionId.of("conn_AAAA"), connection.connection().workspaceId(), AcmeService.ID)
            .build();
    ConnectionRecord.Builder record =
        ConnectionRecord.builder(like, connection.revision()).fingerprint("AAAA");
    connection.tokenSets().forEach(record::tokenSet);
    Session other =
        Session.builder(SessionId.of("sess_AAAA"), session.session().workspaceId(), AcmeService.ID)
            .build();
    return new StoreSteps(
        intruder,
        record.build(),
        SessionRecord.builder(other, "AAAA", session.redirectUri(), session.clientId()).build());
  }

  List<String> askedFor() {
    return List.of(connection.connection().id().value(), session.session().id().value());
  }

  Answer call(Stores stores, Method method) {
    Object[] arguments =
        Arrays.stream(method.getGenericParameterTypes())
            .map(type -> argument(method, type))
            .toArray();
    return Answer.of(storeOf(stores, method), method, arguments, askedFor());
  }

  private Object argument(Method method, Type type) {
    if (type == String.class) {
      return switch (method.getName()) {
        case "findByFingerprint" -> connection.fingerprint().orElse("AAAA");
        case "lease" -> "attempt";
        default -> throw new AssertionError(UNKNOWN + method);
      };
    }
    if (type == ConnectionWrite.class && method.getName().equals("complete")) {
      return insert();
    }
    return type instanceof Class<?> plain ? plain(plain) : many(type);
  }

  private Object many(Type type) {
    if (type.getTypeName()
        .equals(Collection.class.getName() + "<" + SessionKey.class.getName() + ">")) {
      return List.of(sessionKey());
    }
    throw new AssertionError(UNKNOWN + type);
  }

  private Object plain(Class<?> type) {
    List<Object> known =
        List.of(
            intruder,
            connection.connection().id(),
            session.session().id(),
            sessionKey(),
            new TokenSetKey(intruder, connection.connection().id(), tokens().name()),
            account(),
            ConnectionFilter.all(),
            swap(),
            intrudersSession(),
            value(),
            next(),
            tokens().sealed(),
            SessionEnd.builder(SessionStatus.FAILED).build(),
            new SessionLimits(HOUR, 1000, 1000),
            RefreshFailure.builder("attempt").status(ConnectionStatus.NEEDS_REAUTH).build(),
            ConnectionAttempt.builder(AttemptOutcome.REFRESHED).build(),
            HOUR);
    if (type == long.class) {
      return tokens().version();
    }
    return type == int.class
        ? 100
        : known.stream()
            .filter(type::isInstance)
            .findFirst()
            .orElseThrow(() -> new AssertionError(UNKNOWN + type));
  }

  private SessionKey sessionKey() {
    return new SessionKey(intruder, session.session().id());
  }

  private TokenSetRecord tokens() {
    return connection.tokenSets().values().iterator().next();
  }

  private AccountKey account() {
    return AccountKey.builder(
            AcmeService.ID, connection.connection().account().map(it -> it.id()).orElse("AAAA"))
        .build();
  }

  private TokenSetWrite next() {
    return TokenSetWrite.builder(tokens().name(), Sealed.of(new byte[] {2}), tokens().version() + 1)
        .refreshable()
        .build();
  }

  private ConnectionWrite swap() {
    Connection moved =
        Connection.builder(connection.connection().id(), intruder, AcmeService.ID).build();
    return ConnectionWrite.builder(moved)
        .expectedRevision(connection.revision())
        .tokenSets(next())
        .build();
  }

  /** That of a session which nothing but the session can refuse. */
  private ConnectionWrite insert() {
    Connection unheardOf =
        Connection.builder(ConnectionId.of("conn_BBBB"), intruder, AcmeService.ID).build();
    return ConnectionWrite.builder(unheardOf).tokenSets(next()).build();
  }

  private SessionRecord intrudersSession() {
    Session moved = Session.builder(session.session().id(), intruder, AcmeService.ID).build();
    return SessionRecord.builder(
            moved, session.stateHash(), session.redirectUri(), session.clientId())
        .build();
  }

  private SealedValue value() {
    CipherContext place =
        CipherContext.builder(
                intruder,
                connection.connection().id().value(),
                AcmeService.ID,
                CipherContext.CREDENTIAL)
            .tokenSet(tokens().name())
            .version(tokens().version())
            .build();
    return new SealedValue(place, tokens().sealed());
  }
}
